using Obs.Tracing;

namespace Worker;

/// <summary>How this service is traced. Every line has a key below <c>Observability:Tracing</c> too, for what differs between places;
/// what stands here wins.</summary>
internal static class TracingSetup
{
    public static void Configure(TracingOptions options)
    {
        options.ServiceName = "confirmations";
        options.Resource = ResourceDetection.None; // It runs where there is no AWS to look for,
        options.Origin = "AWS::ECS::Container"; // and says itself what it will be there.
        options.LogGroups.Add("/shop/confirmations"); // The console shows a trace's log entries from here.

        options.Sources.Add("Polly*"); // Attempts of a library are subsegments where it makes activities,
        options.SegmentSources.Add("MassTransit"); // and what begins work outside of any request makes segments.
        options.InProgressAfter = TimeSpan.FromMinutes(1); // A long backlog is seen before it is done.
        options.StreamAfter = 50; // Finished subsegments go ahead of a segment that has many.

        options.RecordQueryValues = false; // Values are where names, tokens and passwords stand;
        options.RecordSqlMessages = false; // messages of a database quote them.
        options.BufferBytes = 4 * 1024 * 1024; // What a small container can spare while nobody takes documents,
        options.MaxLiveTraces = 256; // and as many open segments as it will ever have.

        Sample(options.Sampling);
    }

    private static void Sample(SamplingOptions sampling)
    {
        sampling.FixedRate = 1; // A handful of orders: all of them.
        sampling.Trust = IncomingTrust.Limited; // A message can ask to be traced,
        sampling.IncomingPerSecond = 5; // five of them a second.
        sampling.Central = false; // True where a daemon or AWS can be asked for the rules kept in X-Ray.
        sampling.RulesFile = Environment.GetEnvironmentVariable("SAMPLING_RULES"); // The file that the X-Ray SDK reads, if there is one.
    }
}
