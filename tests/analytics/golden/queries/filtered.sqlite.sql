WITH orders_now AS (
  SELECT SUM(orders.amount_fen) / 100.0 AS gmv, COUNT(*) AS orders
  FROM fact_orders AS orders
  LEFT JOIN fact_buyers AS buyers ON buyers.merchant = orders.merchant AND buyers.buyer = orders.buyer
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end AND COALESCE(buyers.city, '') = :f0),
answer AS (
  SELECT COALESCE(orders_now.gmv, 0) AS gmv, COALESCE(orders_now.orders, 0) AS orders
  FROM orders_now)
SELECT answer.gmv, answer.orders
FROM answer
