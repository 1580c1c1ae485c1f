WITH orders_now AS (
  SELECT CASE WHEN orders.paid_on IN ('2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07') THEN 'holiday' WHEN orders.paid_on IN ('2026-10-10') THEN 'workday' WHEN (CAST(STRFTIME('%w', orders.paid_on) AS INTEGER) + 6) % 7 + 1 >= 6 THEN 'weekend' ELSE 'workday' END AS day_type, SUM(orders.amount_fen) / 100.0 AS gmv
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end
  GROUP BY 1),
answer AS (
  SELECT orders_now.day_type AS day_type, COALESCE(orders_now.gmv, 0) AS gmv
  FROM orders_now)
SELECT answer.day_type, answer.gmv
FROM answer
ORDER BY CASE WHEN answer.gmv IS NULL THEN 1 ELSE 0 END, answer.gmv DESC, answer.day_type
