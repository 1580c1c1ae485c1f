WITH RECURSIVE orders_now AS (
  SELECT SUBSTR(orders.paid_on, 1, 7) || '-01' AS month, SUM(orders.amount_fen) / 100.0 AS gmv
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end
  GROUP BY 1),
buckets AS (
  SELECT CAST(:first_bucket AS TEXT) AS month
  UNION ALL
  SELECT TO_CHAR(CAST(month AS timestamp) + INTERVAL '1 month', 'YYYY-MM-DD') FROM buckets WHERE month < :last_bucket),
keys AS (
  SELECT buckets.month FROM buckets),
answer AS (
  SELECT keys.month AS month, COALESCE(orders_now.gmv, 0) AS gmv, (COALESCE(orders_now.gmv, 0)) - (LAG(COALESCE(orders_now.gmv, 0)) OVER (ORDER BY keys.month)) AS gmv_diff, ((COALESCE(orders_now.gmv, 0)) - (LAG(COALESCE(orders_now.gmv, 0)) OVER (ORDER BY keys.month))) * 1.0 / NULLIF(LAG(COALESCE(orders_now.gmv, 0)) OVER (ORDER BY keys.month), 0) AS gmv_growth
  FROM keys
  LEFT JOIN orders_now ON orders_now.month = keys.month)
SELECT answer.month, answer.gmv, answer.gmv_diff, answer.gmv_growth
FROM answer
ORDER BY answer.month
