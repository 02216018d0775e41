using System.Runtime.InteropServices;
using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.TfLite;

namespace IdPhoto.ModelBuilder.Conversion;

/// <summary>
/// A conversion under way. TensorFlow Lite keeps channels last, ONNX wants them first: each value of four sides is known
/// in either order, and is turned only when an operator needs the other one.
/// </summary>
internal sealed class Translation(TfLiteFile file, OnnxGraph graph)
{
    private readonly Dictionary<int, string> _native = [];
    private readonly Dictionary<int, string> _channelsFirst = [];
    private readonly Dictionary<int, float[]> _widened = [];

    /// <summary>The graph that is written.</summary>
    public OnnxGraph Graph { get; } = graph;

    /// <summary>A tensor's shape, channels last.</summary>
    public int[] Shape(int tensor) => file.Tensors[tensor].Shape;

    /// <summary>Whether a tensor's values are fixed.</summary>
    public bool IsConstant(int tensor) => file.Tensors[tensor].Data.Length > 0 || _widened.ContainsKey(tensor);

    /// <summary>Whether a value is at hand with its channels first.</summary>
    public bool HasChannelsFirst(int tensor) => _channelsFirst.ContainsKey(tensor);

    /// <summary>The fixed values of a tensor.</summary>
    public float[] Reals(int tensor)
    {
        if (_widened.TryGetValue(tensor, out float[]? values))
            return values;
        TfLiteTensor source = file.Tensors[tensor];
        if (source.Sparse || source.Data.Length == 0)
            throw new ConversionException($"The tensor {source.Name} should hold plain fixed values.");
        return source.Type switch
        {
            TfLiteType.Float32 => MemoryMarshal.Cast<byte, float>(source.Data).ToArray(),
            TfLiteType.Float16 => [.. MemoryMarshal.Cast<byte, Half>(source.Data).ToArray().Select(half => (float)half)],
            _ => throw new ConversionException($"The tensor {source.Name} should hold real numbers."),
        };
    }

    /// <summary>The fixed whole numbers of a tensor.</summary>
    public int[] Integers(int tensor) => MemoryMarshal.Cast<byte, int>(file.Tensors[tensor].Data).ToArray();

    /// <summary>Notes half-precision weights as single precision.</summary>
    public void Widen(int half, int single) => _widened[single] = Reals(half);

    /// <summary>A value as TensorFlow Lite orders it.</summary>
    public string Native(int tensor)
    {
        if (!_native.TryGetValue(tensor, out string? name))
            _native[tensor] = name = IsConstant(tensor)
                ? Graph.Constant(Reals(tensor), Long(Shape(tensor)))
                : Graph.Transpose(_channelsFirst[tensor], 0, 2, 3, 1);
        return name;
    }

    /// <summary>A value with its channels first.</summary>
    public string ChannelsFirst(int tensor)
    {
        if (!_channelsFirst.TryGetValue(tensor, out string? name))
            _channelsFirst[tensor] = name = IsConstant(tensor)
                ? ConstantChannelsFirst(tensor)
                : Graph.Transpose(_native[tensor], 0, 3, 1, 2);
        return name;
    }

    /// <summary>Names a value that is ordered as TensorFlow Lite does.</summary>
    public void Set(int tensor, string name) => _native[tensor] = name;

    /// <summary>Names a value whose channels come first.</summary>
    public void SetChannelsFirst(int tensor, string name) => _channelsFirst[tensor] = name;

    /// <summary>The function that an operator applies to its result, in TensorFlow Lite's numbering.</summary>
    public string Activate(string value, int activation, TfLiteOperator node) => activation switch
    {
        0 => value,
        1 => Graph.Add("Relu", [value]),
        _ => throw new ConversionException($"The operator {node.Name} uses activation {activation}, which this converter does not know."),
    };

    /// <summary>A shape as ONNX counts it.</summary>
    public static long[] Long(IEnumerable<int> values) => [.. values.Select(value => (long)value)];

    // One value per channel, or a single one: all that occurs.
    private string ConstantChannelsFirst(int tensor)
    {
        float[] values = Reals(tensor);
        if (Shape(tensor).Length > 0 && Shape(tensor)[^1] != values.Length)
            throw new ConversionException($"The tensor {file.Tensors[tensor].Name} should hold one value per channel.");
        return Graph.Constant(values, values.Length, 1, 1);
    }
}
