using System.Globalization;
using System.Text.Json;

namespace Obs.EndToEnd.Tests.Recipes;

/// <summary>One log entry, for counting beside the engine that is tested.</summary>
internal sealed class Entry(JsonElement line)
{
    public string Raw => line.GetRawText();

    public string? Level => Text("level");

    public string Template => Text("template") ?? "";

    public bool IsError => Level is "Error" or "Critical";

    /// <summary>Whether it tells of a request that was served, by Obs or by the framework.</summary>
    public bool IsRequest => (Has("route") || Has("Path")) && Milliseconds is not null;

    public double? Milliseconds => Number("durationMs") ?? Number("ElapsedMilliseconds");

    public double? Status => Number("status") ?? Number("StatusCode");

    public string? Route => Text("route") ?? Text("Path");

    public bool IsCommand => Has("commandText");

    public bool IsPlacedOrder => Template.StartsWith("Order {OrderId} placed", StringComparison.Ordinal);

    public bool IsLostOrder => Template.StartsWith("Order {OrderId} not placed", StringComparison.Ordinal);

    public bool Has(string name) => line.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string name) => Has(name) ? line.GetProperty(name).ToString() : null;

    public double? Number(string name) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
