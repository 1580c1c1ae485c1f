WITH refunds_now AS (
  SELECT COUNT(*) AS refund_count
  FROM fact_refunds AS refunds
  WHERE refunds.merchant = :merchant AND refunds.refunded_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(refunds_now.refund_count, 0) AS refund_count
  FROM refunds_now)
SELECT answer.refund_count
FROM answer
