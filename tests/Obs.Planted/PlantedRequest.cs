using Obs.TestSupport;

namespace Obs.Planted;

/// <summary>Answers a request by planting its secret in every signal.</summary>
internal static class PlantedRequest
{
    public static async Task<IResult> AnswerAsync(
        int number,
        string text,
        ILoggerFactory loggers,
        MetricPlants metrics,
        TracePlants traces,
        SqlPlants sql,
        IHttpClientFactory http,
        HttpRequest request)
    {
        string secret = PlantedSecrets.All[number].Text;
        LogPlants.Plant(loggers, secret);
        metrics.Plant(secret);
        traces.Plant(secret);
        await sql.PlantAsync(secret);

        string part = Uri.EscapeDataString(text);
        using HttpClient client = http.CreateClient("called");
        using HttpResponseMessage called =
            await client.GetAsync(new Uri($"{request.Scheme}://{request.Host}/called/{part}?q={part}&{part}"));
        return Results.Text(called.StatusCode.ToString());
    }
}
