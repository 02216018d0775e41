namespace IdPhoto.Decoding;

/// <summary>Reads which properties belong to which items ('ipma', ISO/IEC 23008-12, 9.3.2).</summary>
internal static class IsoAssociations
{
    /// <summary>Files of phones have some hundreds; more is a way to ask for time.</summary>
    private const int Most = 100_000;

    /// <summary>The numbers of items and of properties; those of properties begin with 1.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.</exception>
    public static List<(long Item, int Property)> Read(ReadOnlySpan<byte> ipma)
    {
        ByteView view = new(ipma, bigEndian: true);
        bool wideItems = view.U8(0) > 0;
        bool wideIndexes = (view.U8(3) & 1) != 0;
        List<(long, int)> all = [];
        long entries = view.U32(4);
        long at = 8;
        for (long i = 0; i < entries; i++)
        {
            long item = wideItems ? view.U32(at) : view.U16(at);
            at += wideItems ? 4 : 2;
            int count = view.U8(at++);
            for (int k = 0; k < count; k++, at += wideIndexes ? 2 : 1)
                all.Add((item, wideIndexes ? view.U16(at) & 0x7FFF : view.U8(at) & 0x7F));
            if (all.Count > Most)
                throw DecodeRefusal.Corrupt();
        }
        return all;
    }
}
