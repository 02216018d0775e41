using System.Buffers.Binary;
using System.Text;

namespace IdPhoto.Exporting;

/// <summary>Writes a colour profile of one curve and three colours: ICC version 4, under 500 bytes.</summary>
/// <remarks>Built here, so that no file of another's licence is shipped and a photo's bytes depend on nothing installed.</remarks>
internal static class MatrixProfile
{
    /// <param name="name">Its description.</param>
    /// <param name="colours">X, Y and Z of full red, green and blue under D50.</param>
    /// <param name="function">The parametric curve's function (ICC.1:2022, 10.18).</param>
    /// <param name="parameters">That function's numbers.</param>
    public static byte[] Build(string name, double[][] colours, ushort function, params double[] parameters)
    {
        byte[] curve = Curve(function, parameters);
        (string[] Names, byte[] Content)[] tags =
        [
            (["desc"], Text(name)),
            (["cprt"], Text("CC0")),
            (["wtpt"], Xyz(0.9642, 1.0, 0.8249)),
            (["chad"], Numbers("sf32", 1.047886, 0.022919, -0.050216, 0.029582, 0.990484, -0.017079, -0.009252, 0.015073, 0.751678)),
            (["rXYZ"], Xyz(colours[0])),
            (["gXYZ"], Xyz(colours[1])),
            (["bXYZ"], Xyz(colours[2])),
            (["rTRC", "gTRC", "bTRC"], curve),
        ];
        int count = tags.Sum(tag => tag.Names.Length);
        using MemoryStream table = new();
        using MemoryStream contents = new();
        int start = 128 + 4 + (12 * count);
        Put(table, (uint)count);
        foreach ((string[] names, byte[] content) in tags)
        {
            foreach (string tag in names)
            {
                table.Write(Encoding.ASCII.GetBytes(tag));
                Put(table, (uint)(start + contents.Length));
                Put(table, (uint)content.Length);
            }
            contents.Write(content);
            contents.Write(new byte[-content.Length & 3]);
        }
        byte[] profile = [.. Header(start + (int)contents.Length), .. table.ToArray(), .. contents.ToArray()];
        return profile;
    }

    /// <summary>ICC.1:2022, 7.2, with a fixed date so that the bytes never change.</summary>
    private static byte[] Header(int size)
    {
        byte[] header = new byte[128];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 0x04200000);
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        foreach ((int at, ushort value) in ((int, ushort)[])[(24, 2026), (26, 1), (28, 1)])
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(at), value);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Xyz(0.9642, 1.0, 0.8249).AsSpan(8).CopyTo(header.AsSpan(68));
        return header;
    }

    private static byte[] Curve(ushort function, double[] parameters)
    {
        byte[] numbers = Numbers("para", [0, .. parameters]);
        BinaryPrimitives.WriteUInt16BigEndian(numbers.AsSpan(8), function);
        return numbers;
    }

    private static byte[] Xyz(params double[] xyz) => Numbers("XYZ ", xyz);

    private static byte[] Numbers(string type, params double[] values)
    {
        byte[] tag = new byte[8 + (4 * values.Length)];
        Encoding.ASCII.GetBytes(type, tag);
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8 + (4 * i)), (int)Math.Round(values[i] * 65536));
        return tag;
    }

    private static byte[] Text(string text)
    {
        byte[] words = Encoding.BigEndianUnicode.GetBytes(text);
        byte[] tag = new byte[28 + words.Length];
        "mluc"u8.CopyTo(tag);
        BinaryPrimitives.WriteUInt32BigEndian(tag.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt32BigEndian(tag.AsSpan(12), 12);
        "enUS"u8.CopyTo(tag.AsSpan(16));
        BinaryPrimitives.WriteUInt32BigEndian(tag.AsSpan(20), (uint)words.Length);
        BinaryPrimitives.WriteUInt32BigEndian(tag.AsSpan(24), 28);
        words.CopyTo(tag, 28);
        return tag;
    }

    private static void Put(MemoryStream stream, uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        stream.Write(four);
    }
}
