using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.AspNetCore.Tests.Support;
using Obs.Delivery;
using Obs.Logging.Sinks;
using Obs.TestSupport;

namespace Obs.AspNetCore.Tests.Logging;

public sealed class RequestLoggingTests
{
    private const string AccessLog = "Obs.AccessLog";

    [Fact]
    public async Task Each_request_leaves_one_entry_that_explains_it()
    {
        var sink = new MemoryLogSink();
        await using TestService service = await StartAsync(sink, ("Observability:AccessLog:Enabled", "true"));
        service.Client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("test", "1.0"));

        await GetAsync(service, "/products/7?token=s3cr3t", "/products/404", "/broken", "/nowhere", "/health/live");
        List<JsonElement> entries = await Eventually.GetAsync(
            () => Task.FromResult(sink.Of(AccessLog).ToList()), static found => found.Count >= 4);

        entries.Select(static e => (e.GetProperty("status").GetInt32(), e.GetProperty("level").GetString(), Route(e))).Should().Equal(
            (200, "Information", "/products/{id:int}"),
            (404, "Information", "/products/{id:int}"),
            (500, "Warning", "/broken"),
            (404, "Information", null));
        JsonElement first = entries[0];
        first.GetProperty("method").GetString().Should().Be("GET");
        first.GetProperty("path").GetString().Should().Be("/products/7");
        first.GetProperty("durationMs").GetDouble().Should().BePositive();
        first.GetProperty("clientIp").GetString().Should().Be("127.0.0.1");
        first.GetProperty("userAgent").GetString().Should().Be("test/1.0");
        first.GetProperty("requestId").GetString().Should().NotBeEmpty();
        first.GetProperty("traceId").GetString().Should().HaveLength(32);
        first.GetProperty("template").GetString().Should().Be("{method} {path} responded {status} in {durationMs} ms");
        entries[1].GetProperty("bytes").GetInt64().Should().Be(0);
        sink.Lines.Should().NotContain(static line => line.Contains("s3cr3t"));
    }

    [Fact]
    public async Task Nothing_is_logged_unless_asked_for()
    {
        var sink = new MemoryLogSink();
        await using (TestService service = await StartAsync(sink))
        {
            await GetAsync(service, "/products/7");
        }

        sink.Of(AccessLog).Should().BeEmpty();
    }

    [Fact]
    public async Task Debug_entries_are_written_for_the_request_that_fails_and_for_no_other()
    {
        var sink = new MemoryLogSink();
        await using TestService service = await StartAsync(
            sink, ("Observability:Logging:Buffer:MaxLevel", "Debug"), ("Logging:LogLevel:Shop", "Debug"),
            ("Observability:AccessLog:Enabled", "true"));

        await GetAsync(service, "/detailed/ok", "/detailed/fails", "/detailed/ok", "/detailed/throws");
        await Eventually.GetAsync(() => Task.FromResult(sink.Of(AccessLog).Count()), static count => count == 4);

        List<JsonElement> details = [.. sink.Of("Shop")];
        details.Select(static e => e.GetProperty("message").GetString()).Should().Equal("detail of fails", "detail of throws");
        details.Should().OnlyContain(static e =>
            e.GetProperty("requestId").GetString() != null && e.GetProperty("RequestPath").GetString()!.StartsWith("/detailed/"));
        DeliveryAccount account = service.Services.GetRequiredService<DeliveryAccounts>().Read().Single(static a => a.Signal == "logs");
        account.Dropped["not_failed"].Should().BeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task No_planted_secret_in_an_address_or_a_header_is_found_in_any_entry()
    {
        var sink = new MemoryLogSink();
        await using TestService service = await StartAsync(
            sink, ("Observability:AccessLog:Enabled", "true"), ("Logging:LogLevel:Default", "Information"));
        foreach ((string text, _) in PlantedSecrets.All)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/products/1?q=" + Uri.EscapeDataString(text));
            request.Headers.TryAddWithoutValidation("User-Agent", text.ReplaceLineEndings(" "));
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", text.ReplaceLineEndings(" "));
            using HttpResponseMessage response = await service.Client.SendAsync(request);
        }

        await Eventually.GetAsync(() => Task.FromResult(sink.Of(AccessLog).Count()), static count => count == PlantedSecrets.All.Count);

        string output = string.Join('\n', sink.Lines.Where(static line => line.Contains(AccessLog)));
        PlantedSecrets.All.Where(planted => output.Contains(planted.Secret)).Select(static planted => planted.Text).Should().BeEmpty();
    }

    private static string? Route(JsonElement entry) => entry.TryGetProperty("route", out JsonElement route) ? route.GetString() : null;

    private static async Task GetAsync(TestService service, params string[] paths)
    {
        foreach (string path in paths)
        {
            using HttpResponseMessage response = await service.Client.GetAsync(path);
        }
    }

    private static Task<TestService> StartAsync(ILogSink sink, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = settings.ToDictionary(static s => s.Key, static s => (string?)s.Value);
        all["Observability:Logging:Enabled"] = "true";
        all["Observability:Logging:FlushInterval"] = "00:00:00.010";
        return TestService.StartAsync(all, builder => builder.Services.AddSingleton(sink), static app =>
        {
            app.MapGet("/detailed/{how}", static (string how, ILoggerFactory loggers) =>
            {
                Log.Detail(loggers.CreateLogger("Shop"), how);
                return how switch
                {
                    "fails" => Results.StatusCode(503),
                    "throws" => throw new InvalidOperationException("broken"),
                    _ => Results.Ok(),
                };
            });
        });
    }
}
