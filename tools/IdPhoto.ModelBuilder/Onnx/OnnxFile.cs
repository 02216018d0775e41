namespace IdPhoto.ModelBuilder.Onnx;

/// <summary>The small pieces that ONNX files are put together from.</summary>
internal static class OnnxFile
{
    /// <summary>A float tensor's name and shape; a negative side is free and is named after its place.</summary>
    public static ValueInfoProto Describe(string name, ReadOnlySpan<long> shape)
    {
        var sides = new TensorShapeProto();
        for (int i = 0; i < shape.Length; i++)
            sides.Dim.Add(Side(shape[i], i));
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = sides };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    /// <summary>A list of whole numbers.</summary>
    public static AttributeProto Attribute(string name, ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (long value in values)
            attribute.Ints.Add(value);
        return attribute;
    }

    /// <summary>One whole number.</summary>
    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <summary>A word.</summary>
    public static AttributeProto Attribute(string name, string value) => new()
    {
        Name = name,
        Type = AttributeProto.Types.AttributeType.String,
        S = Google.Protobuf.ByteString.CopyFromUtf8(value),
    };

    private static TensorShapeProto.Types.Dimension Side(long side, int place) => side < 0
        ? new() { DimParam = place switch { 0 => "count", 2 => "height", _ => "width" } }
        : new() { DimValue = side };
}
