namespace IdPhoto.ModelBuilder.TfLite;

/// <summary>An operator's settings. A setting that the file leaves out has its default, mostly zero.</summary>
internal sealed class TfLiteOptions(FlatTable? table)
{
    /// <summary>A choice or a flag.</summary>
    public int Byte(int field) => table?.Byte(field) ?? 0;

    /// <summary>A whole number.</summary>
    public int Integer(int field, int otherwise = 0) => table?.Integer(field, otherwise) ?? otherwise;

    /// <summary>A real number.</summary>
    public float Real(int field) => table?.Real(field) ?? 0;
}
