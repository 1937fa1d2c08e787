using System.Text;
using System.Text.Json;
using Obs.Local.Filters;
using Obs.Local.Store;
using Obs.Local.Traces;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>Threats to the local backend at the sizes they are stated with; each test begins with its row.</summary>
public sealed class ThreatSizeTests : IDisposable
{
    private const string Canary = "zqcanary";

    private static readonly string[] Words =
        ["fault", "ok", "duration > 5", "http.status = 200", "user = \"S\"", "http.url CONTAINS \"S\"", "annotation.k = \"S\"",
            "annotation[k] != \"S\"", "service(\"S\")", "service(\"S\") { fault }", "edge(\"S\", \"T\") { !ok }", "name = \"S\"",
            "service(id(name: \"S\", type: \"T\"))", "http.method BEGINSWITH \"S\"", "rootcause.fault.service { name = \"S\" }", "partial"];

    private static readonly string[] Payloads =
        ["'; DROP TABLE segments; --", "\" OR 1=1 --", "') UNION SELECT document FROM segments --", "%_\\", "read_text('/etc/passwd')",
            "repeat('x', 1e9)", "range(1e12)", "{0}", "$v0", "?1", "\\\" OR load_extension('x')", "x'00'", "*/ ATTACH 'y' AS z /*"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task T17_Three_hundred_names_reach_no_file_but_the_store()
    {
        string inside = Directory.CreateDirectory(Path.Combine(_folder.Path, "inside")).FullName;
        string before = List(_folder.Path);
        await using (LocalBackend backend = await LocalBackend.StartAsync(store: Path.Combine(inside, "store.db")))
        {
            string token = (await backend.GetAsync("session")).GetProperty("token").GetString()!;
            backend.Http.DefaultRequestHeaders.Add("X-Obs-Token", token);
            foreach (string name in TraversalNames.All)
            {
                await UseAsync(backend, name);
            }
        }

        List(_folder.Path).Replace("inside/store.db", "", StringComparison.Ordinal).Trim().Should().Be(before);
    }

    [Fact]
    public async Task T18_A_hundred_evil_patterns_over_a_mebibyte_end()
    {
        string[] kernels =
            ["(a+)+", "(a|aa)+", "(a*)*", "(.*a){9}", "([a-z]+)*", "(a|a?)+", "(x+x+)+y", "(\\w+\\s?)*", "(a+){2,9}", "((a+)b?)+"];
        string[] ends = ["$", "b$", "!$", "\\d$", "[^a]$", "$z", "c", "\\.$", "(?=z)", "\\1"];
        await using LocalBackend backend = await LocalBackend.StartAsync();
        await backend.CallAsync("Logs_20140328.CreateLogGroup", """{"logGroupName":"g"}""");
        await backend.CallAsync("Logs_20140328.CreateLogStream", """{"logGroupName":"g","logStreamName":"s"}""");
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        (int stored, _) = await backend.CallAsync(
            "Logs_20140328.PutLogEvents",
            $$"""{"logGroupName":"g","logStreamName":"s","logEvents":[{"timestamp":{{now}},"message":"{{new string('a', 1_048_540)}}~"}]}""");
        int refused = 0;

        foreach (string pattern in kernels.SelectMany(kernel => ends.Select(end => kernel + end)))
        {
            (int status, JsonElement body) = await backend.CallAsync("Logs_20140328.StartQuery", $$"""
                {"logGroupName":"g","startTime":0,"endTime":{{now}},"queryString":{{JsonSerializer.Serialize($"filter @message like /{pattern}/")}}}
                """);
            if (status == 400)
            {
                body.GetProperty("__type").GetString().Should().Be("MalformedQueryException", "{0} looks around or back", pattern);
                refused++;
                continue;
            }

            string ask = $$"""{"queryId":"{{body.GetProperty("queryId").GetString()}}"}""";
            await Eventually.GetAsync(
                async () => (await backend.CallAsync("Logs_20140328.GetQueryResults", ask)).Body.GetProperty("status").GetString(),
                static state => state is "Complete" or "Failed",
                Patience.Limit);
        }

        stored.Should().Be(200);
        refused.Should().Be(20);
    }

    [Fact]
    public void T19_No_text_of_a_filter_becomes_sql()
    {
        var random = new Random(19);
        int rounds = Nightly.Rounds(always: 20_000, nightly: 1_000_000);
        for (int round = 0; round < rounds; round++)
        {
            string text = Payloads[random.Next(Payloads.Length)] + Canary;
            string quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            string filter = string.Join(
                random.Next(2) == 0 ? " AND " : " or ",
                Enumerable.Range(0, 1 + random.Next(4)).Select(_ => (random.Next(4) == 0 ? "!" : "") + "("
                    + Words[random.Next(Words.Length)].Replace("\"S\"", $"\"{quoted}\"", StringComparison.Ordinal) + ")"));
            var sql = new SqlQuery("");
            var traces = new TraceFilter
            {
                From = 0,
                To = 1,
                Service = text,
                Text = text,
                Node = new NodeReference(Graph.NodeKind.Service, text),
                Expression = FilterExpression.Parse(filter),
            };

            traces.RestrictIndex(sql, new TermUse(null));
            traces.RestrictRows(sql, new TermUse(null));

            sql.Conditions.Should().NotContain(Canary, "of {0}", filter).And.NotContain("DROP").And.NotContain("ATTACH");
        }
    }

    [Fact]
    public async Task T19_A_hundred_payloads_find_nothing_and_change_nothing()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        await backend.SendSegmentsAsync(Segment("00000000000000a1", "shop"));
        string[] payloads =
            [.. Payloads.SelectMany(static payload => new[] { "", "'", "\"", "')", "\"}", "0 OR ", "1=1;", "\\", "|" }.Select(
                prefix => prefix + payload)).Take(100)];

        foreach (string payload in payloads)
        {
            string text = Uri.EscapeDataString(payload);
            foreach (string path in new[] { $"traces?from=0&filter={text}", $"traces?from=0&node=service%3A{text}", $"map?from=0&filter={text}" })
            {
                (int status, string body) = await backend.GetRawAsync("api/local/" + path);

                status.Should().BeOneOf(200, 400);
                body.Should().NotContain("SQLite").And.NotContain(Trace);
            }
        }

        payloads.Should().HaveCount(100);
        (await backend.GetAsync("traces/" + Trace)).GetProperty("rows").GetArrayLength().Should().Be(1);
    }

    [SmallDiskFact]
    public async Task T21_A_disk_of_8_MiB_that_is_full_costs_what_comes_then_and_recovers_without_a_restart()
    {
        using var disk = new SmallDisk(8 * 1_024);
        string filler = Path.Combine(disk.Path, "filler");
        await File.WriteAllBytesAsync(filler, new byte[4 << 20]);
        await using LocalBackend backend = await LocalBackend.StartAsync(store: Path.Combine(disk.Path, "store.db"));
        await backend.SendSegmentsAsync(Segment("00000000000000a1", "shop"));
        string padding = new('x', 40_000);
        for (int number = 0; backend.Server.GetStatus().Signals[0].Dropped.Count == 0 && number < 1_000; number++)
        {
            await backend.SendSegmentsAsync(Padded(number));
        }

        ObsLocalSignalStatus full = backend.Server.GetStatus().Signals[0];
        int readable = (await backend.GetAsync("traces/" + Trace)).GetProperty("rows").GetArrayLength();
        long left = new DriveInfo(disk.Path).AvailableFreeSpace;
        File.Delete(filler);
        await backend.SendSegmentsAsync(Padded(5_000));
        ObsLocalSignalStatus freed = backend.Server.GetStatus().Signals[0];

        full.Dropped.Should().ContainKey(StoreWriter.DiskFull);
        left.Should().BeGreaterThan(0, "others find room on the disk");
        (full.Stored + full.Dropped.Values.Sum()).Should().Be(full.Accepted);
        readable.Should().Be(1);
        (freed.Stored - full.Stored).Should().Be(1);
        freed.Dropped.Should().Equal(full.Dropped);

        string Padded(int number) => Segment(
            $"{number:x16}", "shop", trace: $"1-5759e988-{number:x24}", more: $",\"metadata\":{{\"default\":{{\"x\":\"{padding}\"}}}}");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Gives the name to everything that is named and asks for a file of it.</summary>
    private static async Task UseAsync(LocalBackend backend, string name)
    {
        string quoted = JsonSerializer.Serialize(name);
        await backend.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard", $$"""{"DashboardName":{{quoted}},"DashboardBody":"{\"widgets\":[]}"}""");
        await backend.CallAsync("Logs_20140328.CreateLogGroup", $$"""{"logGroupName":{{quoted}}}""");
        await backend.CallXRayAsync("CreateGroup", $$"""{"GroupName":{{quoted}}}""");
        using var run = new StringContent($$"""{"name":{{quoted}},"from":1,"to":2}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage named = await backend.Http.PostAsync(new Uri("api/local/runs", UriKind.Relative), run);
        string escaped = Uri.EscapeDataString(name);
        await backend.GetRawAsync("api/local/runs/export?name=" + escaped);
        (int status, string body) = await backend.GetRawAsync(escaped);
        ((int)named.StatusCode).Should().BeLessThan(500);
        (status == 200 && !body.StartsWith("<!doctype html>", StringComparison.OrdinalIgnoreCase)).Should().BeFalse("{0} is no file", name);
        body.Should().NotContain("root:x:");
    }

    private static string List(string folder) => string.Join('\n', Directory
        .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal));
}
