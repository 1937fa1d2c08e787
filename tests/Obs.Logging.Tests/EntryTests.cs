using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

public sealed class EntryTests
{
    [Fact]
    public void An_entry_is_one_flat_object_in_a_fixed_order()
    {
        using var harness = new LogHarness();

        Log.Responded(harness.Logger, "GET", "/products/{id}", 200, 12.5);

        harness.Lines().Should().Equal(
            """
            {"timestamp":"2024-01-02T03:04:05.000Z","level":"Information","message":"HTTP GET /products/{id} responded 200 in 12.5 ms",
            "template":"HTTP {Method} {Route} responded {StatusCode} in {ElapsedMs} ms","logger":"Shop.Cart","eventId":1001,
            "service":"shop","environment":"Test","version":"1.2.3",
            "Method":"GET","Route":"/products/{id}","StatusCode":200,"ElapsedMs":12.5}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_ids_of_the_trace_stand_in_both_forms()
    {
        using var harness = new LogHarness();
        using Activity activity = new Activity("request")
            .SetParentId("00-0123456789abcdef0123456789abcdef-0011223344556677-01").Start();

        harness.Logger.LogInformation("inside");

        JsonElement entry = harness.Entry();
        entry.GetProperty("traceId").GetString().Should().Be("0123456789abcdef0123456789abcdef");
        entry.GetProperty("xrayTraceId").GetString().Should().Be("1-01234567-89abcdef0123456789abcdef");
        entry.GetProperty("spanId").GetString().Should().Be(activity.SpanId.ToHexString());
    }

    [Fact]
    public void An_exception_is_written_with_everything_that_caused_it()
    {
        using var harness = new LogHarness();
        Exception caught = Catch(static () =>
        {
            try
            {
                throw new TimeoutException("no answer");
            }
            catch (TimeoutException inner)
            {
                throw new InvalidOperationException("payment failed", inner);
            }
        });

        harness.Logger.LogError(caught, "Could not pay");

        JsonElement entry = harness.Entry();
        entry.GetProperty("exceptionType").GetString().Should().Be("System.InvalidOperationException");
        entry.GetProperty("exceptionMessage").GetString().Should().Be("payment failed");
        entry.GetProperty("exceptionStack").GetString().Should().Contain("System.InvalidOperationException: payment failed\n   at ")
            .And.Contain("\n---> System.TimeoutException: no answer\n   at ");
    }

    [Fact]
    public void Properties_win_over_scopes_and_inner_scopes_over_outer_ones()
    {
        using var harness = new LogHarness();
        using IDisposable? outer = harness.Logger.BeginScope(
            new Dictionary<string, object?> { ["A"] = "outer", ["B"] = "outer", ["C"] = "outer" });
        using IDisposable? inner = harness.Logger.BeginScope("{A} {B}", "inner", "inner");
        using IDisposable? text = harness.Logger.BeginScope("plain text");

        harness.Logger.LogInformation("{A}", "own");

        JsonElement entry = harness.Entry();
        entry.GetProperty("A").GetString().Should().Be("own");
        entry.GetProperty("B").GetString().Should().Be("inner");
        entry.GetProperty("C").GetString().Should().Be("outer");
        entry.EnumerateObject().Select(static p => p.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_name_of_ours_or_of_Insights_makes_way()
    {
        using var harness = new LogHarness();
        using IDisposable? scope = harness.Logger.BeginScope(new Dictionary<string, object?> { ["traceId"] = "mine", ["@timestamp"] = 1 });

        harness.Logger.LogInformation("{message} {@Order} {A} {A}", "hello", 7, 1, 2);

        JsonElement entry = harness.Entry();
        entry.GetProperty("message").GetString().Should().Be("hello 7 1 2");
        entry.GetProperty("message_").GetString().Should().Be("hello");
        entry.GetProperty("Order").GetInt32().Should().Be(7);
        entry.GetProperty("A").GetInt32().Should().Be(1);
        entry.GetProperty("A_").GetInt32().Should().Be(2);
        entry.GetProperty("traceId_").GetString().Should().Be("mine");
        entry.GetProperty("timestamp_").GetInt32().Should().Be(1);
        entry.EnumerateObject().Select(static p => p.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void The_framework_s_own_copies_of_the_ids_are_not_repeated()
    {
        using var harness = new LogHarness();
        using IDisposable? scope = harness.Logger.BeginScope(
            new Dictionary<string, object?> { ["TraceId"] = "1", ["SpanId"] = "2", ["ParentId"] = "3", ["RequestPath"] = "/" });

        harness.Logger.LogInformation("inside");

        harness.Entry().EnumerateObject().Select(static p => p.Name)
            .Should().Contain("RequestPath").And.NotContain(["TraceId", "SpanId", "ParentId"]);
    }

    [Fact]
    public void Values_keep_their_kind()
    {
        using var harness = new LogHarness();
        var values = new Dictionary<string, object?>
        {
            ["null"] = null,
            ["bool"] = true,
            ["byte"] = (byte)7,
            ["ulong"] = ulong.MaxValue,
            ["decimal"] = 12.50m,
            ["nan"] = double.NaN,
            ["infinity"] = float.NegativeInfinity,
            ["enum"] = LogLevel.Warning,
            ["guid"] = Guid.Empty,
            ["date"] = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero),
            ["span"] = TimeSpan.FromMinutes(90),
            ["char"] = 'x',
            ["list"] = new[] { 1, 2, 3 },
            ["map"] = new Dictionary<string, object?> { ["a"] = 1, ["b"] = new[] { "x" } },
            ["uri"] = new Uri("https://example.org/a?b=c"),
        };
        using IDisposable? scope = harness.Logger.BeginScope(values);

        harness.Logger.LogInformation("values");

        string line = harness.Lines().Single();
        line.Should().EndWith(
            """
            "null":null,"bool":true,"byte":7,"ulong":18446744073709551615,"decimal":12.50,"nan":"NaN","infinity":"-Infinity","enum":"Warning",
            "guid":"00000000-0000-0000-0000-000000000000","date":"2024-01-02T03:04:05.0000000+00:00","span":"01:30:00","char":"x",
            "list":[1,2,3],"map":{"a":1,"b":["x"]},"uri":"https://example.org/a?b=c"}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_stays_one_line_whatever_is_in_it()
    {
        using var harness = new LogHarness();
        const string Forged = "a\r\n{\"level\":\"Error\"}\u0085\u2028\u2029\0\u001b[31m\ud800";

        harness.Logger.LogInformation("{Text}", Forged);

        string line = harness.Lines().Single();
        line.Should().NotContainAny("\r", "\n", "\u0085", "\u2028", "\u2029", "\0", "\u001b");
        JsonDocument.Parse(line).RootElement.GetProperty("Text").GetString().Should().Be(Forged.Replace('\ud800', '\ufffd'));
    }

    private static InvalidOperationException Catch(Action action)
    {
        try
        {
            action();
            throw new InvalidOperationException("Nothing was thrown.");
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
