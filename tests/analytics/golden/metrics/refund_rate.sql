WITH refunds_now AS (
  SELECT COUNT(*) AS refund_count
  FROM fact_refunds AS refunds
  WHERE refunds.merchant = :merchant AND refunds.refunded_on BETWEEN :start AND :end),
orders_now AS (
  SELECT COUNT(*) AS orders
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(refunds_now.refund_count, 0) * 1.0 / NULLIF(COALESCE(orders_now.orders, 0), 0) AS refund_rate
  FROM refunds_now
  CROSS JOIN orders_now)
SELECT answer.refund_rate
FROM answer
