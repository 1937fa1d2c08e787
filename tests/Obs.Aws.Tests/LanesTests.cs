using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Obs.Aws.Tests.Logs;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.Aws.Tests;

/// <summary>Each way out, chosen by configuration and nothing else.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed partial class LanesTests
{
    [Fact]
    public async Task Log_lines_go_to_CloudWatch_Logs_when_the_configuration_says_so()
    {
        await using FakeAwsEndpoint endpoint = await FakeAwsEndpoint.StartAsync();
        var logs = new FakeCloudWatchLogs(endpoint);
        using var environment = new EnvironmentVariables();
        using IHost host = Host(
            ("Observability:Logging:Sink", "CloudWatchLogs"),
            ("Observability:Aws:ServiceUrl", endpoint.Url),
            ("Observability:Aws:PublishMetrics", "false"),
            ("Observability:Aws:Logs:Group", "/shop"),
            ("Observability:Aws:Logs:Stream", "one"));
        await host.StartAsync();

        ILogger logger = host.Services.GetRequiredService<ILogger<LanesTests>>();
        Sold(logger, 3);
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        logs.Messages("/shop", "one").Select(static m => (string?)JsonNode.Parse(m)!["message"]).Should().Contain("Sold 3 books");
    }

    [Fact]
    public async Task No_planted_secret_is_found_in_what_CloudWatch_Logs_is_sent()
    {
        await using FakeAwsEndpoint endpoint = await FakeAwsEndpoint.StartAsync();
        using var environment = new EnvironmentVariables();
        using IHost host = Host(
            ("Observability:Logging:Sink", "CloudWatchLogs"),
            ("Observability:Aws:ServiceUrl", endpoint.Url),
            ("Observability:Aws:PublishMetrics", "false"));
        await host.StartAsync();

        ILogger logger = host.Services.GetRequiredService<ILogger<LanesTests>>();
        foreach ((string text, _) in PlantedSecrets.All)
        {
            using IDisposable? scope = logger.BeginScope(new Dictionary<string, object?> { ["Scoped"] = new[] { text } });
            Failed(logger, new InvalidOperationException(text, new TimeoutException(text)), text);
        }

        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        string sent = string.Concat(endpoint.Requests.Select(static request => Encoding.UTF8.GetString(request.Inflated)));
        sent.Should().Contain("Failed with ***");
        PlantedSecrets.All.Where(planted => sent.Contains(planted.Secret, StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, "/obs/Production/shop")]
    [InlineData("/given", "/given")]
    public void Segments_name_the_group_that_the_lines_go_to(string? given, string expected)
    {
        using var environment = new EnvironmentVariables();
        using IHost host = Host(
            ("Observability:Logging:Sink", "CloudWatchLogs"),
            ("Observability:Aws:ServiceName", "shop"),
            ("Observability:Aws:Region", "eu-west-1"),
            ("Observability:Aws:Logs:Group", given));

        host.Services.GetRequiredService<IOptions<TracingOptions>>().Value.LogGroups.Should().Equal(expected);
    }

    [Fact]
    public async Task Segments_go_to_XRay_itself_when_the_configuration_says_so()
    {
        await using FakeAwsEndpoint endpoint = await FakeAwsEndpoint.StartAsync();
        using var environment = new EnvironmentVariables();
        using var source = new ActivitySource("LanesTests");
        using IHost host = Host(
            ("Observability:Tracing:Sender", "XRay"),
            ("Observability:Tracing:SegmentSources:0", "LanesTests"),
            ("Observability:Aws:ServiceUrl", endpoint.Url),
            ("Observability:Aws:PublishMetrics", "false"));
        await host.StartAsync();

        source.StartActivity("work")?.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        CapturedRequest request = endpoint.Requests.Should().ContainSingle().Which;
        request.Path.Should().Be("/TraceSegments");
        ((string)request.Decoded["TraceSegmentDocuments"]![0]!).Should().Contain("trace_id");
    }

    [Theory]
    [InlineData(
        "Observability:Logging:Sink",
        "Logstash",
        "*Observability:Logging:Sink: must be StandardOutput, Console, File or the key of *; found \"Logstash\".*")]
    [InlineData("Observability:Tracing:Sender", "Zipkin", "*Observability:Tracing:Sender: must be Daemon or *; found 'Zipkin'.*")]
    public async Task A_way_out_that_does_not_exist_stops_the_start(string key, string value, string message)
    {
        using var environment = new EnvironmentVariables();

        Func<Task> start = async () =>
        {
            using IHost host = Host((key, value));
            await host.StartAsync();
        };

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage(message);
    }

    [Fact]
    public async Task Without_AWS_the_lines_go_to_standard_output_and_nothing_is_called()
    {
        await using FakeAwsEndpoint endpoint = await FakeAwsEndpoint.StartAsync();
        using var environment = new EnvironmentVariables();
        using IHost host = Host(
            ("Observability:Logging:Sink", "CloudWatchLogs"),
            ("Observability:Tracing:Sender", "XRay"),
            ("Observability:Aws:Enabled", "false"),
            ("Observability:Aws:ServiceUrl", endpoint.Url));
        await host.StartAsync();

        ILogger logger = host.Services.GetRequiredService<ILogger<LanesTests>>();
        Sold(logger, 3);
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        endpoint.Requests.Should().BeEmpty();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sold {Count} books")]
    private static partial void Sold(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed with {Text}")]
    private static partial void Failed(ILogger logger, Exception exception, string text);

    private static IHost Host(params (string Key, string? Value)[] settings) => new HostBuilder()
        .ConfigureAppConfiguration(c => c.AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create(s.Key, s.Value))))
        .ConfigureServices(static services => services.AddObsTracing().AddObsMetrics().AddObsLogging().AddObsAws())
        .Build();
}
