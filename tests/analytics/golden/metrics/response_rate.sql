WITH inquiries_now AS (
  SELECT AVG(CASE WHEN inquiries.answered_at IS NULL THEN 0.0 ELSE 1.0 END) AS response_rate
  FROM fact_inquiries AS inquiries
  WHERE inquiries.merchant = :merchant AND inquiries.asked_on BETWEEN :start AND :end),
answer AS (
  SELECT inquiries_now.response_rate AS response_rate
  FROM inquiries_now)
SELECT answer.response_rate
FROM answer
