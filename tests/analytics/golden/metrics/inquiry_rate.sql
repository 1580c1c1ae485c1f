WITH traffic_now AS (
  SELECT SUM(traffic.inquiries) AS inquiries, SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.inquiries, 0) * 1.0 / NULLIF(COALESCE(traffic_now.visitors, 0), 0) AS inquiry_rate
  FROM traffic_now)
SELECT answer.inquiry_rate
FROM answer
