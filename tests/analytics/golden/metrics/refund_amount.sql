WITH refunds_now AS (
  SELECT SUM(refunds.amount_fen) / 100.0 AS refund_amount
  FROM fact_refunds AS refunds
  WHERE refunds.merchant = :merchant AND refunds.refunded_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(refunds_now.refund_amount, 0) AS refund_amount
  FROM refunds_now)
SELECT answer.refund_amount
FROM answer
