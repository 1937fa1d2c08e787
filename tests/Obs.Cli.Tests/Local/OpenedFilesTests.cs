using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.Cli.Tests.Local;

/// <summary>Which files <c>obs local</c> really opens, by what the kernel is asked.</summary>
public sealed partial class OpenedFilesTests : IDisposable
{
    private static readonly string[] Ours = ["store.db", "store.db-wal", "store.db-shm", "store.db-journal"];

    private readonly TemporaryFolder _folder = new();

    private string Calls => Path.Combine(_folder.Path, "calls.txt");

    private string Inside => Path.Combine(_folder.Path, "inside");

    [RequiresToolFact("strace")]
    public async Task T17_Three_hundred_names_open_no_file_but_the_store()
    {
        Directory.CreateDirectory(Inside);
        using Process traced = Start();
        try
        {
            string ready = await ReadyAsync(traced).WaitAsync(Patience.Limit);
            using var client = new HttpClient { BaseAddress = new Uri(ready["ready: ".Length..]), Timeout = Patience.Limit };
            using JsonDocument session = JsonDocument.Parse(await client.GetStringAsync(new Uri("api/local/session", UriKind.Relative)));
            client.DefaultRequestHeaders.Add("X-Obs-Token", session.RootElement.GetProperty("token").GetString());
            foreach (string name in TraversalNames.All)
            {
                await UseAsync(client, name);
            }
        }
        finally
        {
            traced.Kill(entireProcessTree: true);
        }

        // A call is written down before the process that made it goes on, so all are there that led to an answer.
        (string Path, string Flags)[] opened =
        [
            .. File.ReadLines(Calls).Select(static line => Opening().Match(line)).Where(static match => match.Success)
                .Select(static match => (match.Groups["path"].Value, match.Groups["flags"].Value)),
        ];
        string[] stores = [.. Ours.Select(name => Path.Combine(Inside, name))];
        opened.Select(static call => call.Path).Should().Contain(stores[0]);
        opened.Where(static call => IsWriting().IsMatch(call.Flags) && !call.Path.StartsWith("/proc/self/", StringComparison.Ordinal)
                && !call.Path.StartsWith("/dev/", StringComparison.Ordinal))
            .Select(static call => call.Path).Distinct().Should().BeSubsetOf(stores);
        opened.Should().NotContain(static call => call.Path.Contains("etc/passwd") || call.Path.Contains("escaped")
            || call.Path.EndsWith("/CON") || call.Path.EndsWith("NUL.txt") || call.Path.EndsWith("/aux"));
    }

    public void Dispose() => _folder.Dispose();

    private Process Start()
    {
        var start = new ProcessStartInfo("strace", [
            "-f", "-qq", "-s", "4096",
            "-e", "trace=openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat",
            "-o", Calls,
            Environment.ProcessPath!, typeof(ObsCommand).Assembly.Location,
            "local", "--port", "0", "--udp-port", "0", "--store", Path.Combine(Inside, "store.db"),
        ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["HOME"] = _folder.Path;
        return Process.Start(start)!;
    }

    private static async Task<string> ReadyAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready: ", StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("It ended without being ready.");
    }

    /// <summary>Gives the name to everything that is named and asks for a file of it.</summary>
    private static async Task UseAsync(HttpClient client, string name)
    {
        string quoted = JsonSerializer.Serialize(name);
        await PostAsync(
            client, "", "GraniteServiceVersion20100801.PutDashboard",
            $$"""{"DashboardName":{{quoted}},"DashboardBody":"{\"widgets\":[]}"}""");
        await PostAsync(client, "", "Logs_20140328.CreateLogGroup", $$"""{"logGroupName":{{quoted}}}""");
        await PostAsync(client, "CreateGroup", null, $$"""{"GroupName":{{quoted}}}""");
        await PostAsync(client, "api/local/runs", null, $$"""{"name":{{quoted}},"from":1,"to":2}""");
        string escaped = Uri.EscapeDataString(name);
        using HttpResponseMessage export = await client.GetAsync(new Uri("api/local/runs/export?name=" + escaped, UriKind.Relative));
        using HttpResponseMessage file = await client.GetAsync(new Uri(escaped, UriKind.Relative));
        ((int)file.StatusCode).Should().BeLessThan(500);
    }

    private static async Task PostAsync(HttpClient client, string path, string? target, string json)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = new MediaTypeHeaderValue(target is null ? "application/json" : "application/x-amz-json-1.1");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("X-Amz-Target", target is null ? [] : [target]);
        using HttpResponseMessage response = await client.SendAsync(request);
        ((int)response.StatusCode).Should().BeLessThan(500);
    }

    [GeneratedRegex("""
        ^\d+\ +\w+\((AT_FDCWD,\ )?"(?<path>[^"]*)",?\ ?(?<flags>.*)\)\ +=\ \d+
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 250)]
    private static partial Regex Opening();

    [GeneratedRegex("O_WRONLY|O_RDWR|O_CREAT", RegexOptions.CultureInvariant, 250)]
    private static partial Regex IsWriting();
}
