using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Obs.BrowserSupport;

/// <summary>A browser page that remembers what it complained about and which foreign origins it asked.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly Uri _origin;
    private readonly string? _range;

    public WatchedPage(IPage page, Uri origin, string? range)
    {
        _range = range;
        Page = page;
        _origin = origin;
        page.Console += (_, message) => _complaints.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue($"dialog: {dialog.Message}");
        page.Request += (_, request) => Watch(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Console messages, uncaught errors, dialogs, broken content security policy and requests to other origins.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Goes to a view, with the range of this window unless the address names one.</summary>
    public Task GoAsync(string fragment)
    {
        bool isWhole = _range is null || fragment.Contains("from=", StringComparison.Ordinal);
        string address = isWhole ? fragment : fragment + (fragment.Contains('?', StringComparison.Ordinal) ? "&" : "?") + _range;
        return Page.GotoAsync(new Uri(_origin, address).ToString());
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private void Watch(string url)
    {
        if (!url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith(_origin.ToString(), StringComparison.Ordinal))
        {
            _complaints.Enqueue($"asked {url}");
        }
    }
}
