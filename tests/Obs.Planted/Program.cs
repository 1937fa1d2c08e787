using Microsoft.EntityFrameworkCore;
using Obs.Planted;
using Obs.TestSupport;

// A service that hands its telemetry sixty secrets in every way an application can, says so, and waits for the end of its input.
using var self = new SelfLog();
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddObservability();
builder.Services.AddObsOpenTelemetry(); // Used where the configuration says so.
builder.Services.AddObsEntityFrameworkCore();
builder.Services.AddObsTracing(
    static options => options.Sampling.SkipWhen(static request => throw new InvalidOperationException(request.UserAgent)));
builder.Services.AddHttpClient();
builder.Services.AddDbContext<PlantedContext>(static options => options.UseSqlite("Data Source=planted;Mode=Memory;Cache=Shared"));
builder.Services.AddSingleton<MetricPlants>();
builder.Services.AddScoped<TracePlants>();
builder.Services.AddScoped<SqlPlants>();

await using WebApplication app = builder.Build();
app.MapGet("/planted/{number:int}/{text}", PlantedRequest.AnswerAsync);
app.MapGet("/called/{text}", static (string text) => Results.NotFound(text));
app.MapGet("/broken/{text}", static string (string text) => throw new InvalidOperationException(text));
await app.StartAsync();

using var visitor = new Visitor(new Uri(app.Urls.Single()));
for (int number = 0; number < PlantedSecrets.All.Count; number++)
{
    await visitor.VisitAsync(number);
}

await Console.Error.WriteLineAsync($"planted: {app.Urls.Single()}");
await Console.In.ReadToEndAsync();
await app.StopAsync();
