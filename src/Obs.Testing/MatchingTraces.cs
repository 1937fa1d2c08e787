using System.Globalization;
using System.Text.Json;
using Obs.Testing.Reading;
using Obs.Traces;

namespace Obs.Testing;

/// <summary>The traces that a filter takes, and what is expected of their number.</summary>
public sealed class MatchingTraces
{
    private const int Shown = 10;

    private readonly string _filter;
    private readonly LocalReader _reader;
    private readonly Waiting _waiting;

    internal MatchingTraces(string filter, LocalReader reader, Waiting waiting) => (_filter, _reader, _waiting) = (filter, reader, waiting);

    /// <summary>How many are there now.</summary>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="ArgumentException">The filter is none; the message says where it goes wrong.</exception>
    /// <exception cref="ObsExpectationException">There are more candidates than one request looks at.</exception>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await _waiting.ReadUntilAsync(ReadAsync, static _ => true, cancellationToken).ConfigureAwait(false)).Total;

    /// <summary>Expects none, of what has reached the backend so far: await <c>SettleAsync</c> first.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentException">The filter is none; the message says where it goes wrong.</exception>
    /// <exception cref="ObsExpectationException">There are some; the message tells which.</exception>
    public Task ShouldBeEmptyAsync(CancellationToken cancellationToken = default) => ShouldCountAsync(0, 0, cancellationToken);

    /// <summary>Expects one at least, and waits for it.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentException">The filter is none; the message says where it goes wrong.</exception>
    /// <exception cref="ObsExpectationException">None came; the message tells what came instead.</exception>
    public Task ShouldNotBeEmptyAsync(CancellationToken cancellationToken = default) =>
        ShouldCountAsync(1, long.MaxValue, cancellationToken);

    /// <summary>Expects a number of traces, and waits until the fewest are there. More than the most fail at once.</summary>
    /// <param name="least">The fewest, 0 or more.</param>
    /// <param name="most">The most, not below <paramref name="least"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentException">The filter is none; the message says where it goes wrong.</exception>
    /// <exception cref="ObsExpectationException">There are fewer or more; the message tells which.</exception>
    public async Task ShouldCountAsync(long least, long most, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(least);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        (long total, IReadOnlyList<string> lines) = await _waiting.ReadUntilAsync(
            ReadAsync, found => found.Total >= least, cancellationToken).ConfigureAwait(false);
        if (total < least || total > most)
        {
            string expected = most == long.MaxValue ? $"at least {least}" : least == most ? $"{least}" : $"{least} to {most}";
            string others = total < least ? await OthersAsync(cancellationToken).ConfigureAwait(false) : "";
            throw new ObsExpectationException(
                string.Create(
                    CultureInfo.InvariantCulture, $"Expected {expected} traces, found {total}: {_filter}{Indented(lines)}{others}"));
        }
    }

    /// <summary>What a filter could have taken, for whoever wonders why it did not.</summary>
    private async Task<string> OthersAsync(CancellationToken cancellationToken)
    {
        JsonElement body = await _reader.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"traces?from=0&limit={Shown}"), cancellationToken).ConfigureAwait(false);
        List<string> lines = Lines(body);
        return lines.Count == 0 ? "\nNo trace has arrived. Does the application run with the settings of ObsTesting?"
            : "\nThe newest traces that arrived:" + Indented(lines);
    }

    private static List<string> Lines(JsonElement body) => [.. body.GetProperty("traces").EnumerateArray().Select(TraceLine.Of)];

    private static string Indented(IEnumerable<string> lines) => string.Concat(lines.Select(static line => "\n  " + line));

    private async Task<(long Total, IReadOnlyList<string> Lines)> ReadAsync(CancellationToken cancellationToken)
    {
        JsonElement body = await _reader.GetAsync(
            $"traces?from=0&count=all&limit={Shown}&filter={Uri.EscapeDataString(_filter)}", cancellationToken).ConfigureAwait(false);
        return body.GetProperty("complete").GetBoolean()
            ? (body.GetProperty("total").GetInt64(), Lines(body))
            : throw new ObsExpectationException(
                $"There are more traces than one request looks at; a filter on what is indexed is needed to count them: {_filter}");
    }
}
