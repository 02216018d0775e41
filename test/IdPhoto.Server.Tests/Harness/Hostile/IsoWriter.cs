using System.Buffers.Binary;

namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>One item of a HEIC or AVIF.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Type">hvc1, av01, grid, iovl and so on.</param>
/// <param name="Data">What it holds.</param>
/// <param name="Properties">Whole boxes.</param>
/// <param name="From">The items that it is made of.</param>
internal sealed record IsoItem(int Id, string Type, byte[] Data, byte[][] Properties, int[] From)
{
    /// <summary>The item that is its transparency; 0 for none.</summary>
    public int Auxiliary { get; init; }

    /// <summary>Added to where its data lie, so that they lie elsewhere.</summary>
    public int Astray { get; init; }
}

/// <summary>Writes HEIC and AVIF files box by box (ISO/IEC 23008-12), whatever stands in them. The first item is the main picture.</summary>
internal static class IsoWriter
{
    public static byte[] Write(string brand, params IsoItem[] items)
    {
        byte[] head = Box("ftyp", Text(brand), new byte[4], Text("mif1"), Text(brand));
        int length = head.Length + Meta(items, 0).Length + 8;
        return [.. head, .. Meta(items, length), .. Box("mdat", [.. items.Select(item => item.Data)])];
    }

    public static byte[] Size(uint width, uint height) => Box("ispe", new byte[4], Number(width), Number(height));

    public static byte[] Box(string type, params byte[][] content)
    {
        int length = 8 + content.Sum(part => part.Length);
        byte[] box = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(box, length);
        Text(type).CopyTo(box, 4);
        int at = 8;
        foreach (byte[] part in content)
        {
            part.CopyTo(box, at);
            at += part.Length;
        }
        return box;
    }

    public static byte[] Number(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Meta(IsoItem[] items, int dataAt)
    {
        byte[][] properties = Distinct(items);
        byte[] handler = Box("hdlr", new byte[8], Text("pict"), new byte[13]);
        byte[] infos = Box("iinf", new byte[4], Short(items.Length), [.. items.SelectMany(item => Box("infe", [2, 0, 0, 0], Short(item.Id), new byte[2], Text(item.Type), new byte[1]))]);
        byte[] uses = Box("iref", new byte[4], [.. items.SelectMany(References)]);
        byte[] iprp = Box("iprp", Box("ipco", properties), Box("ipma", new byte[4], Number((uint)items.Length), Associations(items, properties)));
        return Box("meta", new byte[4], handler, Box("pitm", new byte[4], Short(items[0].Id)), Locations(items, dataAt), infos, uses, iprp);
    }

    private static byte[] References(IsoItem item) =>
    [
        .. item.From.Length > 0 ? Box("dimg", Short(item.Id), Short(item.From.Length), [.. item.From.SelectMany(Short)]) : [],
        .. item.Auxiliary > 0 ? Box("auxl", Short(item.Auxiliary), Short(1), Short(item.Id)) : [],
    ];

    /// <summary>Each once: libheif takes a hundred.</summary>
    private static byte[][] Distinct(IsoItem[] items) => [.. items.SelectMany(item => item.Properties).DistinctBy(Convert.ToHexString)];

    private static byte[] Associations(IsoItem[] items, byte[][] properties)
    {
        Dictionary<string, int> numbers = properties.Select((box, i) => (Key: Convert.ToHexString(box), i)).ToDictionary(one => one.Key, one => one.i + 1);
        return [.. items.SelectMany(item => (byte[])
        [
            .. Short(item.Id), (byte)item.Properties.Length, .. item.Properties.SelectMany(box => (byte[])[(byte)(0x80 | numbers[Convert.ToHexString(box)])]),
        ])];
    }

    private static byte[] Locations(IsoItem[] items, int dataAt)
    {
        List<byte> all = [0, 0, 0, 0, 0x44, 0, .. Short(items.Length)];
        foreach (IsoItem item in items)
        {
            all.AddRange([.. Short(item.Id), 0, 0, 0, 1, .. Number((uint)(dataAt + item.Astray)), .. Number((uint)item.Data.Length)]);
            dataAt += item.Data.Length;
        }
        return Box("iloc", [.. all]);
    }

    private static byte[] Text(string text) => [.. text.Select(letter => (byte)letter)];
}
