WITH inquiries_now AS (
  SELECT AVG(inquiries.response_seconds) / 60.0 AS response_time
  FROM fact_inquiries AS inquiries
  WHERE inquiries.merchant = :merchant AND inquiries.asked_on BETWEEN :start AND :end),
answer AS (
  SELECT inquiries_now.response_time AS response_time
  FROM inquiries_now)
SELECT answer.response_time
FROM answer
