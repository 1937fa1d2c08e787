using System.Globalization;

namespace Obs.Insights.Tests;

/// <summary>Lines with all the fields that the recipes ask for.</summary>
internal static class SyntheticLog
{
    private static readonly string[] Levels = ["Information", "Information", "Warning", "Error", "Critical"];
    private static readonly string[] Happenings = ["retry", "cart", "checkout", "paid", "payment_failed", "log_drop", "app_start"];
    private static readonly int[] Statuses = [200, 200, 201, 404, 429, 401, 500, 503];

    public static IEnumerable<LogEvent> Events(IReadOnlyList<string> lines) => lines.Select(static (line, i) =>
        new LogEvent(Run.Start.AddSeconds(i * 7), line)
        {
            LogStream = $"host-{i % 3}",
            Log = "123456789012:/shop",
            IngestionTime = Run.Start.AddSeconds(i * 7).AddMilliseconds(40 + i),
        });

    public static string Line(int i)
    {
        if (i % 40 == 39)
        {
            string init = i % 80 == 39 ? "\tInit Duration: 120.5 ms" : "";
            return $"REPORT RequestId: r-{i}\tDuration: {i}.5 ms\tBilled Duration: {i + 1} ms\tMemory Size: 512 MB\tMax Memory Used: 128 MB{init}";
        }

        string exception = i % 5 == 3 ? """, "exceptionType":"System.TimeoutException","exceptionStack":"at X" """ : "";
        string trace = i % 11 == 0 ? "" : $""", "traceId":"{(i % 7 == 0 ? "TRACE" : $"{i / 30:x32}")}" """;
        string route = i % 50 == 0 ? "/rare" : $"/items/{i % 4}";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"level":"{{Levels[i % 5]}}","message":"{{(i % 9 == 0 ? "timed out" : "done")}} 1-5759e988-bd862e3fe1be46a994272793","template":"{{(i % 6 == 0 ? "Thread pool starved" : "Done {Id}")}}","logger":"Shop.Http",
            "service":"shop","version":"1.{{i % 3}}.0","requestId":"{{(i % 13 == 0 ? "REQ" : $"q{i}")}}","spanId":"s{{i}}","userId":"{{(i % 17 == 0 ? "USER" : $"u{i % 23}")}}","tenantId":"t{{i % 4}}",
            "method":"GET","route":"{{route}}","status":{{Statuses[i % 8]}},"durationMs":{{(route == "/rare" ? 900 : i * 3.5)}},"clientIp":"192.0.2.{{i % 200}}","userAgent":"app/1.{{i % 3}} linux x",
            "event":"{{Happenings[i % 7]}}","dependency":"payments","attempt":{{i % 4}},"amount":{{i + 0.25}},"currency":"EUR","reason":"declined","feature":"gift","dropped":{{i % 5}},
            "queue":"orders","messageAgeMs":{{i}},"db.statement":"SELECT ?","db.durationMs":{{i / 4.0}},"http.host":"api","http.durationMs":{{i / 3.0}},"http.status":{{Statuses[i % 8]}}{{exception}}{{trace}}}
            """).ReplaceLineEndings("");
    }
}
