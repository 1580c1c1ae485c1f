WITH ads_now AS (
  SELECT SUM(ads.impressions) AS ad_impressions
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_impressions, 0) AS ad_impressions
  FROM ads_now)
SELECT answer.ad_impressions
FROM answer
