using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using OpCode = System.Reflection.Emit.OpCode;

namespace HeadlessDiscovery.Tests;

/// <summary>What one type of an assembly refers to.</summary>
/// <param name="File">The source file, below the folder of the project.</param>
/// <param name="Files">The source files of the types of the same assembly that it refers to, with the name of one type each.</param>
/// <param name="Namespaces">The namespaces of the types of other assemblies that it refers to.</param>
internal sealed record CompiledType(string File, IReadOnlyDictionary<string, string> Files, IReadOnlySet<string> Namespaces);

/// <summary>Reads out of a compiled assembly, and its portable PDB, which source file refers to which. <c>using</c> lines do not tell: types of one namespace need none.</summary>
/// <remarks>A constant is copied into who uses it and leaves no reference; the type of a member that is called counts as referred to.</remarks>
internal sealed class CompiledCode : IDisposable
{
    // Types without a body (interfaces, enumerations) have their file here: https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    private readonly PEReader assembly;
    private readonly MetadataReaderProvider symbols;
    private readonly MetadataReader metadata;
    private readonly MetadataReader documents;
    private readonly string folder;

    private CompiledCode(string path, string folder)
    {
        this.folder = folder;
        assembly = new PEReader(File.OpenRead(path));
        metadata = assembly.GetMetadataReader();
        Assert.True(assembly.TryOpenAssociatedPortablePdb(path, File.OpenRead, out var provider, out _), $"{path} has no PDB");
        symbols = provider!;
        documents = symbols.GetMetadataReader();
    }

    /// <param name="path">The assembly.</param>
    /// <param name="folder">The folder of its project, as <c>src/NAME/</c>.</param>
    public static ImmutableArray<CompiledType> Read(string path, string folder)
    {
        using var code = new CompiledCode(path, folder);
        return code.Types();
    }

    public void Dispose()
    {
        symbols.Dispose();
        assembly.Dispose();
    }

    private ImmutableArray<CompiledType> Types()
    {
        var parts = metadata.TypeDefinitions.ToLookup(Outermost);
        var files = parts.Select(type => (type.Key, File: type.Select(FileOf).FirstOrDefault(file => file is not null))).Where(type => type.File is not null).ToDictionary(type => type.Key, type => type.File!);
        return
        [
            .. files.Select(type =>
            {
                var references = new References(metadata);
                foreach (var part in parts[type.Key])
                {
                    Visit(part, references);
                }

                var known = references.Definitions.Select(Outermost).Distinct().Where(files.ContainsKey).GroupBy(other => files[other]).Where(other => other.Key != type.Value);
                return new CompiledType(type.Value, known.ToDictionary(other => other.Key, other => metadata.GetString(metadata.GetTypeDefinition(other.First()).Name)), references.Namespaces);
            }),
        ];
    }

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle type)
    {
        while (metadata.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer)
        {
            type = outer;
        }

        return type;
    }

    private string? FileOf(TypeDefinitionHandle type)
    {
        var listed = documents.GetCustomDebugInformation(type)
            .Select(documents.GetCustomDebugInformation)
            .Where(information => documents.GetGuid(information.Kind) == TypeDefinitionDocuments)
            .SelectMany(information => Numbers(documents.GetBlobReader(information.Value)))
            .Select(MetadataTokens.DocumentHandle);
        var ofBodies = metadata.GetTypeDefinition(type).GetMethods().Select(method => documents.GetMethodDebugInformation(method.ToDebugInformationHandle()).Document).Where(document => !document.IsNil);
        return listed.Concat(ofBodies).Select(Source).FirstOrDefault(file => file is not null);
    }

    // What a generator wrote lies in obj, or in no folder at all.
    private string? Source(DocumentHandle document)
    {
        var name = documents.GetString(documents.GetDocument(document).Name).Replace('\\', '/');
        var from = name.LastIndexOf(folder, StringComparison.Ordinal);
        return from < 0 || name.Contains("/obj/", StringComparison.Ordinal) ? null : name[(from + folder.Length)..];
    }

    private static IEnumerable<int> Numbers(BlobReader blob)
    {
        while (blob.RemainingBytes > 0)
        {
            yield return blob.ReadCompressedInteger();
        }
    }

    private void Visit(TypeDefinitionHandle handle, References references)
    {
        var type = metadata.GetTypeDefinition(handle);
        references.Add(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            references.Add(metadata.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (var field in type.GetFields())
        {
            metadata.GetFieldDefinition(field).DecodeSignature(references, null);
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            method.DecodeSignature(references, null);
            foreach (var constraint in method.GetGenericParameters().SelectMany(parameter => metadata.GetGenericParameter(parameter).GetConstraints()))
            {
                references.Add(metadata.GetGenericParameterConstraint(constraint).Type);
            }

            if (method.RelativeVirtualAddress != 0)
            {
                Visit(assembly.GetMethodBody(method.RelativeVirtualAddress), references);
            }
        }
    }

    private void Visit(MethodBodyBlock body, References references)
    {
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(references, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            references.Add(region.CatchType);
        }

        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            var operand = OpCodesByValue[value == 0xFE ? 0xFE00 | code.ReadByte() : value].OperandType;
            switch (operand)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    references.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += Size(operand);
                    break;
            }
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    /// <summary>Collects the types of every token and signature that it is given.</summary>
    private sealed class References(MetadataReader metadata) : ISignatureTypeProvider<bool, object?>
    {
        public HashSet<TypeDefinitionHandle> Definitions { get; } = [];

        public HashSet<string> Namespaces { get; } = new(StringComparer.Ordinal);

        public void Add(EntityHandle token)
        {
            if (token.IsNil)
            {
                return;
            }

            switch (token.Kind)
            {
                case HandleKind.TypeDefinition:
                    Definitions.Add((TypeDefinitionHandle)token);
                    break;
                case HandleKind.TypeReference:
                    Namespaces.Add(metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)token).Namespace));
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)token).DecodeSignature(this, null);
                    break;
                case HandleKind.FieldDefinition:
                    var field = metadata.GetFieldDefinition((FieldDefinitionHandle)token);
                    Definitions.Add(field.GetDeclaringType());
                    field.DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    var method = metadata.GetMethodDefinition((MethodDefinitionHandle)token);
                    Definitions.Add(method.GetDeclaringType());
                    method.DecodeSignature(this, null);
                    break;
                case HandleKind.MethodSpecification:
                    var specification = metadata.GetMethodSpecification((MethodSpecificationHandle)token);
                    Add(specification.Method);
                    specification.DecodeSignature(this, null);
                    break;
                case HandleKind.MemberReference:
                    var member = metadata.GetMemberReference((MemberReferenceHandle)token);
                    Add(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Method)
                    {
                        member.DecodeMethodSignature(this, null);
                    }
                    else
                    {
                        member.DecodeFieldSignature(this, null);
                    }

                    break;
                default:
                    break;
            }
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Definitions.Add(handle);

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            Add(handle);
            return true;
        }

        public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            Add(handle);
            return true;
        }

        public bool GetSZArrayType(bool elementType) => true;

        public bool GetArrayType(bool elementType, ArrayShape shape) => true;

        public bool GetByReferenceType(bool elementType) => true;

        public bool GetPointerType(bool elementType) => true;

        public bool GetPinnedType(bool elementType) => true;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

        public bool GetGenericMethodParameter(object? genericContext, int index) => true;

        public bool GetGenericTypeParameter(object? genericContext, int index) => true;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;
    }
}
