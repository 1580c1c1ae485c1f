WITH orders_now AS (
  SELECT SUM(orders.amount_fen) / 100.0 AS gmv, COUNT(DISTINCT orders.buyer) AS buyers
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(orders_now.gmv, 0) * 1.0 / NULLIF(COALESCE(orders_now.buyers, 0), 0) AS gmv_per_buyer
  FROM orders_now)
SELECT answer.gmv_per_buyer
FROM answer
