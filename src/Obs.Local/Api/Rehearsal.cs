using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Obs.Local.Api;

/// <summary>Asks once, over a store that is not empty, what the page asks first: the code for it is made ready and the graphs of the last
/// hour are read before somebody waits for them.</summary>
internal sealed class Rehearsal(LocalApi api, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Range = TimeSpan.FromHours(1);

    private static readonly (string Path, string Name, string Value)[] Questions =
    [
        ("/services", "period", "60"), ("/map", "histogram", ""), ("/status", "", ""), ("/traces", "sort", "slowest"),
        ("/traces", "filter", "service(\"a\") { fault }"), ("/operations", "", ""), ("/operations/series", "service", "a"),
        ("/logs", "limit", "1"),
    ];

    private volatile bool _stopping;
    private Task _done = Task.CompletedTask;

    public void Begin() => _done = Task.Factory.StartNew(
        Ask, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await _done.ConfigureAwait(false);
    }

    private void Ask()
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach ((string path, string name, string value) in Questions.TakeWhile(_ => !_stopping))
        {
            try
            {
                var query = new Dictionary<string, StringValues>
                {
                    ["from"] = Milliseconds(now - Range),
                    ["to"] = Milliseconds(now),
                    [name] = value,
                };
                api.Answer(path, new ApiQuery(new QueryCollection(query), now));
            }
            catch (Exception exception)
            {
                // Whoever asks it in earnest is told.
                LocalEventSource.Log.RequestFailed(exception.ToString());
            }
        }
    }

    private static string Milliseconds(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
