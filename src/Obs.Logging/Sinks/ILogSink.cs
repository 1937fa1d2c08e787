using Obs.Delivery;

namespace Obs.Logging.Sinks;

/// <summary>Where log lines go: the one that <see cref="LoggingOptions.Sink"/> names, unless the container holds another.</summary>
/// <remarks>
/// A record is one entry: a JSON object in UTF-8 without the line's end, whose first member is <c>timestamp</c>. A sink registered as a
/// plain singleton takes every line; one registered under a key takes them when the configuration names that key.
/// </remarks>
public interface ILogSink : IBatchSender;
