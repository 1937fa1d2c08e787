using Obs.Delivery;

namespace Obs.Logging.Sinks;

/// <summary>Where log lines go. Standard output unless the container holds another.</summary>
/// <remarks>A record is one entry: a JSON object in UTF-8 without the line's end, whose first member is <c>timestamp</c>.</remarks>
public interface ILogSink : IBatchSender
{
    /// <summary>Sets the limits of the wire (records and bytes in a batch) before the queue is made. What the user has chosen is set
    /// already and should be left alone.</summary>
    /// <param name="options">The options of the queue in front of the sink.</param>
    public void Configure(DeliveryOptions options);
}
