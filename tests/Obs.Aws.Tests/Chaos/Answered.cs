using System.Text.Json.Nodes;
using Obs.Delivery;

namespace Obs.Aws.Tests.Chaos;

/// <summary>The oracle: what an endpoint has answered against what was handed over.</summary>
internal static class Answered
{
    /// <summary>Every record is in a request that was answered. A second time it is there only where an attempt was given up although the
    /// endpoint meant to answer, as happens where a deadline of seconds meets a busy machine.</summary>
    public static void ShouldBe(
        RawEndpoint endpoint,
        string member,
        Func<JsonNode?, string> read,
        IEnumerable<string> records,
        IReadOnlyCollection<SendResult> attempts)
    {
        string[][] calls =
        [
            .. endpoint.Received.Where(static request => request.Misdeed == Misdeed.None)
                .Select(request => JsonNode.Parse(request.Body)![member]!.AsArray().Select(read).ToArray()),
        ];
        int givenUp = attempts.Count(static attempt => !attempt.Equals(SendResult.Delivered));
        int misdeeds = endpoint.Received.Count(static request => request.Misdeed != Misdeed.None);
        calls.SelectMany(static call => call).Distinct().Should().BeEquivalentTo(records);
        int repeated = calls.Length - calls.Select(static call => call[0]).Distinct().Count();
        repeated.Should().BeLessThanOrEqualTo(givenUp - misdeeds);
    }
}
