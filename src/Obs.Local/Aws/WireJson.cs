using System.Text;

namespace Obs.Local.Aws;

/// <summary>Wire values as JSON text, the form in which resources are kept.</summary>
internal static class WireJson
{
    public static string Format(WireNode node) => Encoding.UTF8.GetString(JsonProtocol.Logs.Write("", node, "").Span);

    public static WireNode Parse(string json) => JsonProtocol.Logs.Read(Encoding.UTF8.GetBytes(json));
}
