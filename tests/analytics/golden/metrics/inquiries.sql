WITH traffic_now AS (
  SELECT SUM(traffic.inquiries) AS inquiries
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.inquiries, 0) AS inquiries
  FROM traffic_now)
SELECT answer.inquiries
FROM answer
