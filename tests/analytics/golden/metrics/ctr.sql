WITH ads_now AS (
  SELECT SUM(ads.clicks) AS ad_clicks, SUM(ads.impressions) AS ad_impressions
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_clicks, 0) * 1.0 / NULLIF(COALESCE(ads_now.ad_impressions, 0), 0) AS ctr
  FROM ads_now)
SELECT answer.ctr
FROM answer
