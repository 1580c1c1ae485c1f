WITH ads_now AS (
  SELECT SUM(ads.clicks) AS ad_clicks
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_clicks, 0) AS ad_clicks
  FROM ads_now)
SELECT answer.ad_clicks
FROM answer
