WITH orders_now AS (
  SELECT COUNT(DISTINCT CASE WHEN buyers.first_paid_on < :start THEN orders.buyer END) AS returning_buyers
  FROM fact_orders AS orders
  LEFT JOIN fact_buyers AS buyers ON buyers.merchant = orders.merchant AND buyers.buyer = orders.buyer
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(orders_now.returning_buyers, 0) AS returning_buyers
  FROM orders_now)
SELECT answer.returning_buyers
FROM answer
