WITH enrolments_now AS (
  SELECT COUNT(DISTINCT enrolled.campaign) AS campaigns_enrolled
  FROM fact_platform_campaigns AS enrolments
  JOIN fact_campaign_products AS enrolled ON enrolled.merchant = enrolments.merchant AND enrolled.campaign = enrolments.campaign
  WHERE enrolments.merchant = :merchant AND enrolments.starts <= :end AND enrolments.ends >= :start),
answer AS (
  SELECT COALESCE(enrolments_now.campaigns_enrolled, 0) AS campaigns_enrolled
  FROM enrolments_now)
SELECT answer.campaigns_enrolled
FROM answer
