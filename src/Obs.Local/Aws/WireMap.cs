namespace Obs.Local.Aws;

/// <summary>A map from text: JSON and CBOR write it like a structure, XML as entries.</summary>
internal sealed record WireMap(IReadOnlyList<KeyValuePair<string, WireNode>> Entries);
