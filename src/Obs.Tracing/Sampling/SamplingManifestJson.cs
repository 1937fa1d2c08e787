using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obs.Tracing;

/// <summary>Reads <see cref="SamplingManifestFile"/> without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(SamplingManifestFile))]
internal sealed partial class SamplingManifestJson : JsonSerializerContext;
