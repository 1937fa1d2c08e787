using System.Text.Json;
using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>Threat T12: a page from somewhere else, open in the same browser, tries to read from the backend and to change it.</summary>
public sealed class ForeignPageTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Attempts = """
        async endpoint => {
          const readable = [];
          const json = { 'Content-Type': 'application/x-amz-json-1.0' };
          const form = 'application/x-www-form-urlencoded';
          const query = 'Action=PutDashboard&Version=2010-08-01&DashboardName=foreign&DashboardBody=%7B%22widgets%22%3A%5B%5D%7D';
          const group = '{"logGroupName":"foreign","GroupName":"foreign"}';
          async function attempt(name, path, options) {
            try {
              const response = await fetch(endpoint + path, options);
              const text = await response.text();
              if (response.status !== 0 || text !== '') {
                readable.push(`${name}: ${response.status} ${text.slice(0, 80)}`);
              }
            } catch {
              // Refused by the browser: what is hoped for.
            }
          }

          for (const path of ['', 'api/local/status', 'api/local/session', 'api/local/traces', 'api/local/logs', 'main.js']) {
            await attempt('get ' + path, path, {});
            await attempt('get with cookies ' + path, path, { credentials: 'include' });
            await attempt('get without asking ' + path, path, { mode: 'no-cors' });
          }

          await attempt('json', '', { method: 'POST', body: group, headers: { ...json, 'X-Amz-Target': 'Logs_20140328.CreateLogGroup' } });
          await attempt('query', '', { method: 'POST', body: query, headers: { 'Content-Type': form } });
          const run = '{"name":"foreign","from":1,"to":2}';
          await attempt('run', 'api/local/runs', { method: 'POST', body: run, headers: { 'X-Obs-Token': 'x' } });
          await attempt('simple query', '', { method: 'POST', mode: 'no-cors', body: query, headers: { 'Content-Type': form } });
          await attempt('simple text', 'CreateGroup', { method: 'POST', mode: 'no-cors', body: group });
          await attempt('simple run', 'api/local/runs', { method: 'POST', mode: 'no-cors', body: run });
          navigator.sendBeacon(endpoint + 'CreateGroup', group);
          navigator.sendBeacon(endpoint, new Blob([query], { type: form }));
          return readable;
        }
        """;

    private const string SubmittedForm = """
        async endpoint => {
          document.body.innerHTML = `<iframe name="answer"></iframe><form target="answer" method="post" action="${endpoint}">
            <input name="Action" value="PutDashboard"><input name="Version" value="2010-08-01">
            <input name="DashboardName" value="foreign"><input name="DashboardBody" value='{"widgets":[]}'></form>`;
          const frame = document.querySelector('iframe');
          const answered = new Promise(resolve => frame.addEventListener('load', resolve));
          document.querySelector('form').submit();
          await answered;
          try { return frame.contentDocument?.body?.innerText ?? null; } catch { return null; }
        }
        """;

    private readonly ObsLocalServer _server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
    private Browser? _browser;

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        _browser = await Browser.LaunchAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }

    // Nobody listens at these addresses: the page that the browser shows as theirs is made here.
    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://evil.example/")]
    public async Task T12_A_page_elsewhere_reads_nothing_and_changes_nothing(string origin)
    {
        await using WatchedPage watched = await _browser!.OpenAsync(new Uri(origin));
        var page = new RouteFulfillOptions { ContentType = "text/html", Body = "<!doctype html><body>" };
        await watched.Page.RouteAsync(origin, route => route.FulfillAsync(page));
        await watched.GoAsync("");

        string[] readable = await watched.Page.EvaluateAsync<string[]>(Attempts, _server.HttpAddress.ToString());
        string? answer = await watched.Page.EvaluateAsync<string?>(SubmittedForm, _server.HttpAddress.ToString());

        readable.Should().BeEmpty();
        answer.Should().BeNullOrEmpty();
        (await CountAsync("GraniteServiceVersion20100801.ListDashboards", "DashboardEntries")).Should().Be(0);
        (await CountAsync("Logs_20140328.DescribeLogGroups", "logGroups")).Should().Be(0);
        using var http = new HttpClient { BaseAddress = _server.HttpAddress };
        foreach (string list in new[] { "runs", "groups" })
        {
            (await http.GetStringAsync(new Uri("api/local/" + list, UriKind.Relative))).Should().NotContain("foreign");
        }
    }

    private async Task<int> CountAsync(string target, string member)
    {
        JsonElement answer = await _server.CallAsync(target, "{}");
        return answer.GetProperty(member).GetArrayLength();
    }
}
