using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.AspNetCore.Tests.Support;
using Obs.Insights;
using Obs.Logging.Sinks;
using Obs.TestSupport;

namespace Obs.AspNetCore.Tests.Logging;

/// <summary>The linter of queries knows the fields of our lines without a line at hand; this holds its list against what is
/// written.</summary>
public sealed class ServiceFieldsTests
{
    private const string Reports = "Reports";

    [Fact]
    public async Task The_linter_knows_exactly_the_fields_that_are_written()
    {
        var sink = new MemoryLogSink();
        await using TestService service = await StartAsync(sink);
        var known = new LogSchema();
        known.AddServiceFields();

        // Until all of them have been seen: how many entries a limit held back is said by one of a later second.
        Dictionary<string, JsonValueKind> written = await Eventually.GetAsync(
            async () =>
            {
                await ReportAsync(service);
                return FieldsOf(sink);
            },
            fields => known.Fields.All(fields.ContainsKey),
            Patience.Limit);

        written.Keys.Should().BeSubsetOf(known.Fields);
        written.Where(field => known.IsText(field.Key) != (field.Value == JsonValueKind.String)).Should().BeEmpty();
    }

    // Names that begin with a capital letter are those of properties, which belong to the application or to the framework.
    private static Dictionary<string, JsonValueKind> FieldsOf(MemoryLogSink sink)
    {
        var fields = new Dictionary<string, JsonValueKind>();
        foreach (JsonProperty member in sink.Of(Reports).Concat(sink.Of("Obs.AccessLog")).SelectMany(static e => e.EnumerateObject())
            .Where(static m => char.IsAsciiLetterLower(m.Name[0])))
        {
            fields[member.Name] = member.Value.ValueKind;
        }

        return fields;
    }

    private static async Task ReportAsync(TestService service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports") { Content = new StringContent("x") };
        request.Headers.TryAddWithoutValidation("User-Agent", "test");
        using HttpResponseMessage response = await service.Client.SendAsync(request);
    }

    private static Task<TestService> StartAsync(MemoryLogSink sink) => TestService.StartAsync(
        new Dictionary<string, string?>
        {
            ["Observability:Version"] = "1.0",
            ["Observability:AccessLog:Enabled"] = "true",
            ["Observability:Logging:Enabled"] = "true",
            ["Observability:Logging:FlushInterval"] = "00:00:00.010",
            ["Observability:Logging:MaxEntryBytes"] = "8388608",
            ["Observability:Logging:Sampling:PerTemplatePerSecond"] = "1",
        },
        builder => builder.Services.AddSingleton<ILogSink>(sink),
        static app => app.MapPost("/reports", static (ILoggerFactory loggers) =>
        {
            ILogger logger = loggers.CreateLogger(Reports);
            using IDisposable? scope = logger.BeginScope("of the month");
            Log.Reported(logger, new string('x', 2_000_000), new InvalidOperationException("failed"));
            Log.Reported(logger, "", new InvalidOperationException("failed again"));
            return Results.Text("reported");
        }));
}
