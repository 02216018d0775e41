using Google.FlatBuffers;

namespace IdPhoto.ModelBuilder.TfLite;

/// <summary>A FlatBuffers table read by field number.</summary>
internal sealed class FlatTable(Table table)
{
    private readonly Table _table = table;

    public bool Has(int field) => Offset(field) != 0;

    public int Byte(int field) => Offset(field) is > 0 and var offset ? _table.bb.Get(_table.bb_pos + offset) : 0;

    public int Integer(int field, int otherwise = 0) =>
        Offset(field) is > 0 and var offset ? _table.bb.GetInt(_table.bb_pos + offset) : otherwise;

    public float Real(int field) => Offset(field) is > 0 and var offset ? _table.bb.GetFloat(_table.bb_pos + offset) : 0;

    public string Text(int field) => Offset(field) is > 0 and var offset ? _table.__string(_table.bb_pos + offset) : "";

    public byte[] Bytes(int field)
    {
        int offset = Offset(field);
        return offset == 0 ? [] : _table.bb.ToArray<byte>(_table.__vector(offset), _table.__vector_len(offset));
    }

    public int[] Integers(int field)
    {
        int offset = Offset(field);
        return offset == 0 ? [] : _table.bb.ToArray<int>(_table.__vector(offset), _table.__vector_len(offset));
    }

    public FlatTable Child(int field) => At(_table.__indirect(_table.bb_pos + Offset(field)));

    public FlatTable[] Tables(int field)
    {
        int offset = Offset(field);
        if (offset == 0)
            return [];
        int start = _table.__vector(offset);
        return [.. Enumerable.Range(0, _table.__vector_len(offset)).Select(i => At(_table.__indirect(start + (i * sizeof(int)))))];
    }

    private FlatTable At(int position) => new(new Table(position, _table.bb));

    // A table's directory starts with two sizes of two bytes each.
    private int Offset(int field) => _table.__offset(4 + (2 * field));
}
