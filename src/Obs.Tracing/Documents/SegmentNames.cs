using System.Diagnostics;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes the names of segments and subsegments: of the service, the resource called, or the work.</summary>
internal static class SegmentNames
{
    /// <param name="json">Where to.</param>
    /// <param name="root">The segment's activity.</param>
    /// <param name="service">The service, if the segment answers a request; else it is named as its work is.</param>
    public static void WriteSegment(JsonBuffer json, Activity root, string? service)
    {
        json.Name("name"u8);
        XRayText.WriteName(json, service ?? SecretText.Masked(root.DisplayName));
    }

    public static void WriteSubsegment(JsonBuffer json, Activity activity, in SegmentTags tags)
    {
        json.Name("name"u8);
        if (tags.IsSql)
        {
            SqlBlock.WriteName(json, tags);
            return;
        }

        bool isHttp = activity.Source.Name == HttpCalls.Source && tags.Host is not null;
        string? name = isHttp ? tags.Host : tags.IsAws ? tags.AwsService ?? tags.RpcService : tags.GrpcMethod;
        XRayText.WriteName(json, name ?? SecretText.Masked(activity.DisplayName));
    }
}
