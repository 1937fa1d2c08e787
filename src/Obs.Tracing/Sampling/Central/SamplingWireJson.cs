using System.Text.Json.Serialization;

namespace Obs.Tracing;

/// <summary>Reads and writes what is exchanged about sampling without reflection.</summary>
[JsonSerializable(typeof(GetSamplingRulesWire))]
[JsonSerializable(typeof(GetSamplingRulesWire.Request), TypeInfoPropertyName = "NextPage")]
[JsonSerializable(typeof(SamplingStatisticsWire.Request), TypeInfoPropertyName = "Report")]
[JsonSerializable(typeof(SamplingTargetsWire))]
internal sealed partial class SamplingWireJson : JsonSerializerContext;
