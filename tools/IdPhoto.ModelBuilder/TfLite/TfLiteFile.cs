using System.Text;
using Google.FlatBuffers;

namespace IdPhoto.ModelBuilder.TfLite;

/// <summary>A tensor of a TensorFlow Lite graph: what it is called, its shape, and its values if they are constant.</summary>
internal sealed record TfLiteTensor(string Name, int[] Shape, TfLiteType Type, byte[] Data, bool Sparse);

/// <summary>The element types that occur; the numbers are TensorFlow Lite's.</summary>
internal enum TfLiteType
{
    Float32 = 0,
    Float16 = 1,
    Int32 = 2,
}

/// <summary>A node of a TensorFlow Lite graph.</summary>
internal sealed record TfLiteOperator(string Name, int Version, int[] Inputs, int[] Outputs, TfLiteOptions Options, byte[] Custom);

/// <summary>The first graph of a TensorFlow Lite file. Field numbers are those of TensorFlow Lite's schema.</summary>
internal sealed class TfLiteFile
{
    private const string Identifier = "TFL3";
    private readonly FlatTable _root;

    public TfLiteFile(byte[] bytes)
    {
        if (bytes.Length < 8 || Encoding.ASCII.GetString(bytes, 4, 4) != Identifier)
            throw new ConversionException("The weights are not a TensorFlow Lite file.");
        var buffer = new ByteBuffer(bytes);
        _root = new FlatTable(new Table(buffer.GetInt(0), buffer));
        FlatTable graph = _root.Tables(2)[0];
        FlatTable[] buffers = _root.Tables(4);
        Tensors = [.. graph.Tables(0).Select(tensor => ReadTensor(tensor, buffers))];
        Inputs = graph.Integers(1);
        Outputs = graph.Integers(2);
        FlatTable[] codes = _root.Tables(1);
        Operators = [.. graph.Tables(3).Select(node => ReadOperator(node, codes))];
    }

    /// <summary>All tensors; operators refer to them by their place here.</summary>
    public IReadOnlyList<TfLiteTensor> Tensors { get; }

    /// <summary>The graph's inputs.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>The graph's outputs.</summary>
    public IReadOnlyList<int> Outputs { get; }

    /// <summary>The nodes, in the order in which they run.</summary>
    public IReadOnlyList<TfLiteOperator> Operators { get; }

    private static TfLiteTensor ReadTensor(FlatTable tensor, FlatTable[] buffers) => new(
        tensor.Text(3),
        tensor.Integers(0),
        (TfLiteType)tensor.Byte(1),
        buffers[tensor.Integer(2)].Bytes(0),
        tensor.Has(6));

    private static TfLiteOperator ReadOperator(FlatTable node, FlatTable[] codes)
    {
        FlatTable code = codes[node.Integer(0)];
        // The first field is the older one and a single byte: codes from 127 on are in the other.
        string name = OperatorNames.Of(Math.Max(code.Byte(0), code.Integer(3)));
        return new TfLiteOperator(
            name == OperatorNames.Custom ? code.Text(1) : name,
            code.Integer(2, 1),
            node.Integers(1),
            node.Integers(2),
            new TfLiteOptions(node.Has(4) ? node.Child(4) : null),
            node.Bytes(5));
    }
}
