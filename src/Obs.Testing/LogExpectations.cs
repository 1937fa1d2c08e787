using System.Text.Json;
using Obs.Testing.Reading;

namespace Obs.Testing;

/// <summary>The log events that arrived.</summary>
public sealed class LogExpectations
{
    private const int Limit = 5_000;

    private readonly LocalReader _reader;
    private readonly Waiting _waiting;

    internal LogExpectations(LocalReader reader, Waiting waiting) => (_reader, _waiting) = (reader, waiting);

    /// <summary>Expects one event at least with a text in it, and waits for it.</summary>
    /// <param name="text">A text that stands in the event as it was sent.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The newest events with the text, at most 5,000, the newest first.</returns>
    /// <exception cref="ObsExpectationException">None came.</exception>
    public async Task<IReadOnlyList<LoggedEvent>> ShouldContainAsync(string text, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<LoggedEvent> found = await FindAsync(
            text, static events => events.Count > 0, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found : throw new ObsExpectationException($"Expected a log event with \"{text}\", found none.");
    }

    /// <summary>Expects no event with a text in it, of what has reached the backend so far: await <c>SettleAsync</c> first.</summary>
    /// <param name="text">A text that may not stand in an event.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ObsExpectationException">There are some; the message has the newest.</exception>
    public async Task ShouldNotContainAsync(string text, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<LoggedEvent> found = await FindAsync(text, static _ => true, cancellationToken).ConfigureAwait(false);
        if (found.Count > 0)
        {
            throw new ObsExpectationException(
                $"Expected no log event with \"{text}\", found {found.Count}; the newest is: {found[0].Message}");
        }
    }

    private Task<IReadOnlyList<LoggedEvent>> FindAsync(
        string text, Func<IReadOnlyList<LoggedEvent>, bool> isEnough, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return _waiting.ReadUntilAsync(stop => ReadAsync(text, stop), isEnough, cancellationToken);
    }

    private async Task<IReadOnlyList<LoggedEvent>> ReadAsync(string text, CancellationToken cancellationToken)
    {
        JsonElement body = await _reader.GetAsync(
            $"logs?from=0&limit={Limit}&q={Uri.EscapeDataString(text)}", cancellationToken).ConfigureAwait(false);
        return
        [
            .. body.GetProperty("entries").EnumerateArray().Select(static entry => new LoggedEvent
            {
                Message = entry.GetProperty("raw").GetString()!,
                Level = entry.GetProperty("level").GetString(),
                TraceId = entry.GetProperty("traceId").GetString(),
            }),
        ];
    }
}
