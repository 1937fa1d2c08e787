using System.Buffers;
using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Puts recorded activities into the words of a wire that does not take X-Ray documents.</summary>
/// <remarks>
/// Registered under the key of its sender, <c>traces:{name}</c>, beside the <see cref="Obs.Delivery.IBatchSender"/>; when
/// <see cref="TracingOptions.Sender"/> names that sender, each segment and subsegment becomes one record of the queue, and nothing is sent
/// of what is still in progress. Thread safety: called from any thread, several at once.
/// </remarks>
public interface IActivityWriter
{
    /// <summary>Writes one activity that has ended. What this throws costs the activity, and is counted.</summary>
    /// <param name="activity">The activity; what the recorder knew beyond its tags has been added to them by the OpenTelemetry
    /// conventions.</param>
    /// <param name="parentId">The segment or subsegment it is part of, or was called by: the nearest that is recorded, where the platform
    /// knows others between; the default where there is none, whatever stands in the activity itself.</param>
    /// <param name="record">Takes the record. What is left empty is not sent.</param>
    public void Write(Activity activity, ActivitySpanId parentId, IBufferWriter<byte> record);
}
