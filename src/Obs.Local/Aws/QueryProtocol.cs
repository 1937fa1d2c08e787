using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.WebUtilities;

namespace Obs.Local.Aws;

/// <summary>AWS Query: a form in, with dots for structure and numbers for lists; XML out.</summary>
internal sealed class QueryProtocol : WireProtocol
{
    private const string XmlNamespace = "http://monitoring.amazonaws.com/doc/2010-08-01/";
    private const int MaxDepth = 16;

    public override string ContentType => "text/xml";

    public override WireNode Read(ReadOnlyMemory<byte> body)
    {
        var root = new OrderedDictionary<string, WireNode>(StringComparer.Ordinal);
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(Encoding.UTF8.GetString(body.Span)))
        {
            string name = pair.DecodeName().ToString();
            string[] path = name.Split('.');
            if (path.Length > MaxDepth)
            {
                throw AwsException.Serialization(name, "a parameter of any operation");
            }

            OrderedDictionary<string, WireNode> place = root;
            foreach (string step in path.AsSpan(..^1))
            {
                place = Enter(place, step, name);
            }

            place[path[^1]] = WireNode.Form(pair.DecodeValue().ToString());
        }

        return WireNode.Structure(root);
    }

    public override ReadOnlyMemory<byte> Write(string operation, WireNode result, string requestId) => Xml(xml =>
    {
        xml.WriteStartElement(operation + "Response", XmlNamespace);
        xml.WriteStartElement(operation + "Result", XmlNamespace);
        WriteContent(xml, result);
        xml.WriteEndElement();
        xml.WriteStartElement("ResponseMetadata", XmlNamespace);
        xml.WriteElementString("RequestId", XmlNamespace, requestId);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public override ReadOnlyMemory<byte> WriteError(AwsException error, string requestId) => Xml(xml =>
    {
        xml.WriteStartElement("ErrorResponse", XmlNamespace);
        xml.WriteStartElement("Error", XmlNamespace);
        xml.WriteElementString("Type", XmlNamespace, error.Status < 500 ? "Sender" : "Receiver");
        xml.WriteElementString("Code", XmlNamespace, error.QueryCode);
        xml.WriteElementString("Message", XmlNamespace, Printable(error.Message));
        xml.WriteEndElement();
        xml.WriteElementString("RequestId", XmlNamespace, requestId);
        xml.WriteEndElement();
    });

    private static OrderedDictionary<string, WireNode> Enter(OrderedDictionary<string, WireNode> place, string step, string name)
    {
        if (!place.TryGetValue(step, out WireNode? inner))
        {
            place.Add(step, inner = WireNode.Structure(new OrderedDictionary<string, WireNode>(StringComparer.Ordinal)));
        }

        return inner.Value as OrderedDictionary<string, WireNode> ?? throw AwsException.Serialization(
            name, "a value and a structure at once");
    }

    private static byte[] Xml(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            write(xml);
        }

        return stream.ToArray();
    }

    private static void WriteContent(XmlWriter xml, WireNode node)
    {
        switch (node.Value)
        {
            case string text:
                xml.WriteString(Printable(text));
                break;
            case double number:
                xml.WriteString(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case long whole:
                xml.WriteString(whole.ToString(CultureInfo.InvariantCulture));
                break;
            case bool flag:
                xml.WriteString(flag ? "true" : "false");
                break;
            case DateTimeOffset time:
                xml.WriteString(WireTime.ToIso(time));
                break;
            case List<WireNode> items:
                items.ForEach(item => WriteElement(xml, "member", item));
                break;
            case WireMap map:
                WriteEntries(xml, map);
                break;
            case OrderedDictionary<string, WireNode> members:
                foreach ((string name, WireNode value) in members)
                {
                    WriteElement(xml, name, value);
                }

                break;
        }
    }

    private static void WriteEntries(XmlWriter xml, WireMap map)
    {
        foreach ((string key, WireNode value) in map.Entries)
        {
            xml.WriteStartElement("entry", XmlNamespace);
            WriteElement(xml, "key", key);
            WriteElement(xml, "value", value);
            xml.WriteEndElement();
        }
    }

    private static void WriteElement(XmlWriter xml, string name, WireNode value)
    {
        xml.WriteStartElement(name, XmlNamespace);
        WriteContent(xml, value);
        xml.WriteEndElement();
    }

    /// <summary>XML 1.0 cannot say most control characters, not even escaped.</summary>
    private static string Printable(string text) =>
        text.All(static c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)) ? text
            : string.Concat(text.Select(static c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));
}
