using Obs.Insights;

InsightsQuery query = InsightsQuery.Parse("filter level = \"Error\" | stats count(*) as n by template | sort n desc");
InsightsResult result = await InsightsEngine.RunAsync(query, LogSource.FromFiles("app.log"));
foreach (InsightsRow row in result.Rows)
{
    Console.WriteLine($"{row["n"]} {row["template"]}");
}
