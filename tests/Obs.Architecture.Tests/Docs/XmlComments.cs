using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Obs.Architecture.Tests.Docs;

/// <summary>The summaries of public properties, as the compiler wrote them beside the assembly, as a line of Markdown.</summary>
internal static partial class XmlComments
{
    public static string Of(PropertyInfo property)
    {
        Type type = property.DeclaringType!;
        string name = $"P:{type.FullName}.{property.Name}";
        XElement? member = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")).Descendants("member")
            .FirstOrDefault(member => (string?)member.Attribute("name") == name);
        string text = string.Concat(member?.Element("summary")?.Nodes().Select(Markdown) ?? []);
        return WhiteSpace().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see =>
            $"`{((string?)see.Attribute("langword") ?? (string?)see.Attribute("cref"))!.Split('.')[^1]}`",
        XElement element => $"`{element.Value}`",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
