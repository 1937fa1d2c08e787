using System.Net.Http.Json;
using System.Text.Json;

namespace Obs.EndToEnd.Tests;

/// <summary>Asks a service, and the page's backend, what they counted.</summary>
internal static class ServiceClient
{
    private static readonly HttpClient Http = new();

    public static Task<JsonElement> GetJsonAsync(this Uri address, string path) =>
        Http.GetFromJsonAsync<JsonElement>(new Uri(address, path));

    public static Task<HttpResponseMessage> GetAsync(this Uri address, string path) => Http.GetAsync(new Uri(address, path));

    /// <summary>Items of an array by one of their members.</summary>
    public static Dictionary<string, JsonElement> ByName(this JsonElement document, string array, string name) =>
        document.GetProperty(array).EnumerateArray().ToDictionary(item => item.GetProperty(name).GetString()!);

    public static JsonElement[] Items(this JsonElement document, string array) => [.. document.GetProperty(array).EnumerateArray()];

    public static string Text(this JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

    public static long Count(this JsonElement item, string name) => item.GetProperty(name).GetInt64();

    /// <summary>The sum of an object whose members are counts by reason.</summary>
    public static long Total(this JsonElement reasons) => reasons.EnumerateObject().Sum(static reason => reason.Value.GetInt64());
}
