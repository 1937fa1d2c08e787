namespace Obs.Local.Otlp;

/// <summary>Reads attributes: texts, numbers, flags, and lists and maps of those.</summary>
internal static class OtlpValueReader
{
    private const int MaxDepth = 16;

    /// <summary>Reads a <c>KeyValue</c> into attributes.</summary>
    public static void ReadInto(OtlpAttributes attributes, ReadOnlySpan<byte> message)
    {
        (string key, object? value) = ReadPair(message, MaxDepth);
        attributes.Add(key, value);
    }

    private static (string Key, object? Value) ReadPair(ReadOnlySpan<byte> message, int depth)
    {
        string key = "";
        object? value = null;
        var pair = new ProtoReader(message);
        while (pair.Read())
        {
            switch (pair.Field)
            {
                case 1: key = pair.Text; break;
                case 2: value = ReadValue(pair.Bytes, depth); break;
            }
        }

        return (key, value);
    }

    private static object? ReadValue(ReadOnlySpan<byte> message, int depth)
    {
        if (depth == 0)
        {
            throw new OtlpFormatException($"An attribute is nested deeper than {MaxDepth} levels.");
        }

        object? value = null;
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            value = reader.Field switch
            {
                1 => reader.Text,
                2 => reader.Number != 0,
                3 => (long)reader.Number,
                4 => BitConverter.UInt64BitsToDouble(reader.Number),
                5 => ReadList(reader.Bytes, depth - 1),
                6 => ReadMap(reader.Bytes, depth - 1),
                7 => Convert.ToBase64String(reader.Bytes),
                _ => value,
            };
        }

        return value;
    }

    private static List<object?> ReadList(ReadOnlySpan<byte> message, int depth)
    {
        List<object?> items = [];
        var list = new ProtoReader(message);
        while (list.Read())
        {
            if (list.Field == 1)
            {
                items.Add(ReadValue(list.Bytes, depth));
            }
        }

        return items;
    }

    private static List<KeyValuePair<string, object?>> ReadMap(ReadOnlySpan<byte> message, int depth)
    {
        List<KeyValuePair<string, object?>> pairs = [];
        var map = new ProtoReader(message);
        while (map.Read())
        {
            if (map.Field == 1)
            {
                (string key, object? value) = ReadPair(map.Bytes, depth);
                pairs.Add(KeyValuePair.Create(key, value));
            }
        }

        return pairs;
    }
}
